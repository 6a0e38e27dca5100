//! The spelling of numbers.

use crate::json::problems::NumberFlaw;

/// Where the number that begins at `start` ends; `None` if it is not spelled as JSON requires. What follows the number
/// does not matter.
pub(super) fn end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    if bytes.get(at) == Some(&b'-') {
        at += 1;
    }
    at = match bytes.get(at)? {
        b'0' => at + 1,
        _ => digits(bytes, at)?,
    };
    if bytes.get(at) == Some(&b'.') {
        at = digits(bytes, at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        let sign = matches!(bytes.get(at + 1), Some(b'+' | b'-'));
        at = digits(bytes, at + 1 + usize::from(sign))?;
    }
    Some(at)
}

/// Where the digits at `start` end; `None` if there is not even one.
fn digits(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = bytes.get(start..)?;
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (count > 0).then_some(start + count)
}

/// What is wrong with the spelling of `word`; `None` if it is not a misspelled number but something else, such as a
/// date.
pub(super) fn flaw(word: &[u8]) -> Option<NumberFlaw> {
    if word == b"-" || word == b"+" {
        return Some(NumberFlaw::NoDigits);
    }
    if let Some(rest) = word.strip_prefix(b"+") {
        return (is_number(rest) || flaw(rest).is_some()).then_some(NumberFlaw::PlusSign);
    }
    let digits = word.strip_prefix(b"-").unwrap_or(word);
    if is_other_base(digits) {
        return Some(NumberFlaw::NotDecimal);
    }
    if digits.first()?.is_ascii_digit() && digits.contains(&b'_') {
        let joined: Vec<u8> = digits.iter().copied().filter(|byte| *byte != b'_').collect();
        return is_number(&joined).then_some(NumberFlaw::Separator);
    }
    if digits.first() == Some(&b'.') {
        let completed = [b"0", digits].concat();
        return is_number(&completed).then_some(NumberFlaw::NoIntegerDigits);
    }
    if digits.first() == Some(&b'0') {
        let zeros = digits.iter().take_while(|byte| **byte == b'0').count();
        let whole = is_number(&digits[zeros..]) || is_number(&digits[zeros - 1..]);
        return (whole && zeros > 0).then_some(NumberFlaw::LeadingZero).or_else(|| unfinished(digits));
    }
    unfinished(digits)
}

/// What is missing at the end of the number or of its mantissa.
fn unfinished(digits: &[u8]) -> Option<NumberFlaw> {
    let exponent = digits.iter().position(|byte| matches!(byte, b'e' | b'E'));
    let (mantissa, power) = digits.split_at(exponent.unwrap_or(digits.len()));
    if let Some(whole) = mantissa.strip_suffix(b".") {
        let spelled = [whole, power].concat();
        return is_number(&spelled).then_some(NumberFlaw::NoFractionDigits);
    }
    let bare = matches!(power, [_] | [_, b'+' | b'-']);
    (bare && is_number(mantissa)).then_some(NumberFlaw::NoExponentDigits)
}

fn is_number(word: &[u8]) -> bool {
    end(word, 0) == Some(word.len())
}

/// Whether this is `0x1F`, `0o17` or `0b11`.
fn is_other_base(digits: &[u8]) -> bool {
    let [b'0', letter, rest @ ..] = digits else {
        return false;
    };
    let base = match letter {
        b'x' | b'X' => 16,
        b'o' | b'O' => 8,
        b'b' | b'B' => 2,
        _ => return false,
    };
    !rest.is_empty() && rest.iter().all(|byte| char::from(*byte).is_digit(base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_where_the_grammar_ends_them() {
        for (text, expected) in [
            ("0", Some(1)),
            ("-0", Some(2)),
            ("12,", Some(2)),
            ("01", Some(1)),
            ("1.5e+10]", Some(7)),
            ("1E5", Some(3)),
            ("1.", None),
            ("1.e1", None),
            ("1e", None),
            ("1e+", None),
            ("-", None),
            ("-a", None),
        ] {
            assert_eq!(end(text.as_bytes(), 0), expected, "{text}");
        }
    }

    #[test]
    fn each_misspelling_is_recognised() {
        use NumberFlaw::*;
        for (text, expected) in [
            ("+1", Some(PlusSign)),
            ("+.5", Some(PlusSign)),
            ("+x", None),
            ("01", Some(LeadingZero)),
            ("-007", Some(LeadingZero)),
            ("00.5", Some(LeadingZero)),
            ("-", Some(NoDigits)),
            (".5", Some(NoIntegerDigits)),
            ("-.5e3", Some(NoIntegerDigits)),
            ("1.", Some(NoFractionDigits)),
            ("0.", Some(NoFractionDigits)),
            ("1.e5", Some(NoFractionDigits)),
            ("1e", Some(NoExponentDigits)),
            ("0e-", Some(NoExponentDigits)),
            ("0x1F", Some(NotDecimal)),
            ("0b102", None),
            ("1_000", Some(Separator)),
            ("2024-01-31", None),
            ("01-02-2024", None),
            ("1.2.3", None),
            ("12px", None),
            ("...", None),
        ] {
            assert_eq!(flaw(text.as_bytes()), expected, "{text}");
        }
    }
}
