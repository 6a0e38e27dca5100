from typing import Literal, Optional, Union, final

__version__: str

@final
class Profile:
    """What one authorization server or specification demands of a document."""

    @staticmethod
    def named(name: str) -> Profile:
        """The built-in profile of that name, such as `auth0` or `ietf@02`; ValueError where there is none."""
    @staticmethod
    def from_toml(name: str, text: str) -> Profile:
        """A profile of your own, in TOML; ValueError where it cannot be used."""
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...

@final
class Finding:
    """What one rule found at one place. `str()` is one line: the place, the level, the rule, and what is wrong."""

    @property
    def rule(self) -> str: ...
    @property
    def level(self) -> Literal["violation", "warning", "hint"]: ...
    @property
    def message(self) -> str: ...
    @property
    def help(self) -> str: ...
    @property
    def advice(self) -> bool:
        """Ours: the profile's server would not report it."""
    @property
    def pointer(self) -> Optional[str]:
        """JSON Pointer to the value at fault."""
    @property
    def line(self) -> Optional[int]:
        """Counted from 1, as columns are, in characters; the end is exclusive."""
    @property
    def column(self) -> Optional[int]: ...
    @property
    def end_line(self) -> Optional[int]: ...
    @property
    def end_column(self) -> Optional[int]: ...
    @property
    def documentation(self) -> str:
        """The address of the rule's primary source."""

@final
class Report:
    """What a lint found."""

    @property
    def valid(self) -> Optional[bool]:
        """Whether the profile's server would take the document."""
    @property
    def profile(self) -> str:
        """The full name of the profile."""
    @property
    def url(self) -> Optional[str]:
        """The URL that the document is published at, as far as it is known."""
    @property
    def client_id(self) -> Optional[str]:
        """The document's own `client_id`, if it is a string."""
    @property
    def findings(self) -> list[Finding]: ...
    @property
    def findings_omitted(self) -> int:
        """How many findings a bound left out."""
    def to_json(self) -> str:
        """What `cimd lint --format json` writes."""

def lint(
    document: Union[str, bytes, bytearray],
    url: Optional[str] = None,
    profile: Union[str, Profile] = "auth0",
) -> Report:
    """Lints a document: its text, or the bytes that would be served.

    Without `url` the document's own `client_id` is taken for where it is published. A profile
    that does not exist is a ValueError.
    """

def explain(rule: str) -> str:
    """The page of a rule, in Markdown; ValueError where there is no such rule."""

def rules() -> list[str]:
    """The ids of all rules, sorted."""

def profiles() -> list[str]:
    """The names of the built-in profiles, sorted."""
