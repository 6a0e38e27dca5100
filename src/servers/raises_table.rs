/// By server, then by rule.
#[rustfmt::skip]
static RAISES: &[Raises] = &[
];
