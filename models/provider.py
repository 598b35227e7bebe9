"""Who may say who somebody is: the providers of OpenID Connect an installation trusts. Asks them nothing.

Source: RFC 8176 for ``amr``, OpenID Connect Core 1.0 for ``acr`` and ``email_verified``.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, model_validator

from models.refusal import Refused
from models.settings import LOOPBACK, Settings
from models.speech import mark

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]{0,19}$")]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class Provider(BaseModel):
    """One provider, as it stands in the file of ``VANGNET_OIDC_FILE``.

    Attributes:
        name: what people know it by.
        metadata: where it describes itself (``…/.well-known/openid-configuration``).
        client_secret_env: the variable of the environment that holds the secret; or else ``client_secret_file``.
        mail_domains: the domains of mail it speaks for; every domain where it is the only provider and none is named.
        acr: the levels of which each stands for a second factor; they are asked for too.
        amr: the ways of signing in of which each stands for a second factor.
        prompt: what the provider is asked to do; by default to let people sign in again, so that on a shared
            computer nobody comes in as who sat there before.
        email_is_verified: the organisation itself gives out its addresses, and the provider does not say so of each.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Word
    metadata: Word
    client_id: Word
    client_secret_env: Word | None = None
    client_secret_file: Path | None = None
    mail_domains: frozenset[str] = frozenset()
    acr: tuple[Word, ...] = ()
    amr: tuple[Word, ...] = Field(default=("mfa",))
    prompt: Literal["login", "select_account", "consent"] = "login"
    email_is_verified: bool = False

    @model_validator(mode="after")
    def _is_safe(self) -> "Provider":
        if (self.client_secret_env is None) == (self.client_secret_file is None):
            raise ValueError("client_secret_env, client_secret_file")
        url = urlsplit(self.metadata)
        if url.scheme != "https" and not (url.scheme == "http" and url.hostname in LOOPBACK):
            raise ValueError("metadata: https://")
        return self

    @property
    def secret(self) -> str:
        """What proves to the provider that it is Vangnet that asks.

        Raises:
            Refused: it is not where the file says.
        """
        if self.client_secret_file is not None:
            try:
                found = self.client_secret_file.read_text().strip()
            except (OSError, UnicodeDecodeError):
                found = ""
        else:
            found = os.environ.get(self.client_secret_env or "", "").strip()
        if not found:
            raise Refused(
                mark("The client secret of {name} is not where VANGNET_OIDC_FILE says: {where}."),
                name=self.name,
                where=str(self.client_secret_file or self.client_secret_env),
            )
        return found

    def speaks_for(self, email: str) -> bool:
        """Whether it may say who has this address."""
        domain = email.rpartition("@")[2].casefold()
        return not self.mail_domains or domain in {each.casefold() for each in self.mail_domains}


_FILE: TypeAdapter[dict[str, Provider]] = TypeAdapter(dict[Key, Provider])


def read_providers(settings: Settings) -> Mapping[str, Provider]:
    """The providers of this installation by their key, in the order of the file; none in the demo.

    Raises:
        Refused: there is no such file, it cannot be read, or what it says is not safe; the sentence says where.
    """
    if settings.sign_in == "demo":
        return {}
    if settings.oidc_file is None:
        raise Refused(mark("VANGNET_SIGN_IN=oidc needs VANGNET_OIDC_FILE: a file that names the providers."))
    providers = _checked(settings.oidc_file)
    if not providers:
        raise Refused(mark("VANGNET_OIDC_FILE names no provider, so nobody could sign in."))
    if len(providers) > 1 and not all(each.mail_domains for each in providers.values()):
        raise Refused(
            mark("Of several providers each needs mail_domains, or one could say who works at the other's agency.")
        )
    return providers


def insist_on_providers(settings: Settings) -> Mapping[str, Provider]:
    """The same providers, with the secret of each there.

    Raises:
        Refused: as ``read_providers``, or a client secret is not where the file says.
    """
    providers = read_providers(settings)
    for provider in providers.values():
        _ = provider.secret
    return providers


def _checked(path: Path) -> dict[str, Provider]:
    try:
        content: Any = tomllib.loads(path.read_text())
    except (OSError, ValueError):
        raise Refused(mark("VANGNET_OIDC_FILE cannot be read as TOML: {path}"), path=str(path)) from None
    try:
        return _FILE.validate_python(content)
    except ValidationError as wrong:
        error = wrong.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in error["loc"])
        raise Refused(mark("VANGNET_OIDC_FILE: {where}: {what}"), where=where, what=str(error["msg"])) from None
