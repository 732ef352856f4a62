element.addEventListener('click', (event) => {
  if (event.target.closest('.theme')) {
    const dark = document.body.classList.toggle('dark');
    localStorage.setItem('theme', dark ? 'dark' : 'light');
  }
  const other = event.target.closest('.language');
  if (other) {
    document.cookie = `policy-assistant-language=${other.dataset.language}; path=/; max-age=31536000; SameSite=Lax`;
    trigger('click', {});
  }
});
function settle() {
  const drawn = element.querySelector('.masthead');
  if (drawn) document.documentElement.lang = drawn.dataset.language;
}
settle();
watch('value', () => { requestAnimationFrame(settle); });
