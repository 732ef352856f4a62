"""How well questions are answered: cases, metrics, runs, reports. Reads answers, never steers them."""
