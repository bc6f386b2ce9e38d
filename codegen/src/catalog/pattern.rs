//! Regular expressions of PostgreSQL, as far as they are alike in every flavour:
//! characters, `.`, brackets, groups, `|`, `*`, `+`, `?`, `^` and `$`.

use super::pleval::MAX_TEXT;

/// How long a text or a pattern may be, in characters.
const MAX_LENGTH: usize = 1000;

/// How deep groups may nest.
const MAX_DEPTH: usize = 20;

/// How many places are looked at before a search is given up.
const MAX_STEPS: usize = 200_000;

/// Why there is no answer: the pattern has other parts, or it takes too long.
#[derive(Debug, PartialEq)]
struct NotFollowed;

enum Node {
    Char(char),
    Any,
    /// A bracket: whether it takes what is not in it, and the ranges.
    Set(bool, Vec<(char, char)>),
    Start,
    End,
    Group(Vec<Vec<Piece>>),
}

/// A node with its quantifier.
struct Piece {
    node: Node,
    /// Whether it may be missing.
    optional: bool,
    /// Whether it may be repeated.
    repeated: bool,
}

/// Whether a pattern matches a text anywhere; `None` for what is not followed.
pub(super) fn matches(text: &str, pattern: &str, insensitive: bool) -> Option<bool> {
    let text: Vec<char> = text.chars().collect();
    let found = find(pattern, &text, 0, insensitive).ok()?;
    Some(found.is_some())
}

/// `regexp_replace(text, pattern, by, flags)`; `None` for what is not followed.
pub(super) fn replace(text: &str, pattern: &str, by: &str, flags: &str) -> Option<String> {
    // What a group has matched is not kept.
    if by.contains('\\') || flags.contains(|flag: char| !matches!(flag, 'g' | 'i')) {
        return None;
    }
    let all = flags.contains('g');
    let text: Vec<char> = text.chars().collect();
    let mut done = String::new();
    let mut from = 0;
    while let Some((start, end)) = find(pattern, &text, from, flags.contains('i')).ok()? {
        if all && start == end {
            return None;
        }
        done.extend(text.get(from..start)?);
        done.push_str(by);
        from = end;
        if !all || done.len() > MAX_TEXT {
            break;
        }
    }
    done.extend(text.get(from..)?);
    Some(done)
}

/// Where the first match of a pattern from a place on begins and ends in the
/// characters of a text, the longest of those that begin there.
fn find(
    pattern: &str,
    text: &[char],
    from: usize,
    insensitive: bool,
) -> Result<Option<(usize, usize)>, NotFollowed> {
    let pattern: Vec<char> = pattern.chars().collect();
    if pattern.len() > MAX_LENGTH || text.len() > MAX_LENGTH {
        return Err(NotFollowed);
    }
    let mut reader = Reader { pattern, at: 0 };
    let branches = reader.branches(0).ok_or(NotFollowed)?;
    if reader.at < reader.pattern.len() {
        return Err(NotFollowed);
    }
    let mut search = Search {
        text,
        insensitive,
        steps: 0,
    };
    for start in from..=text.len() {
        if !branches
            .iter()
            .any(|branch| search.may_begin(branch, start))
        {
            continue;
        }
        let ends = search.branches(&branches, &[start]);
        let ends = ends.ok_or(NotFollowed)?;
        if let Some(end) = ends.last() {
            return Ok(Some((start, *end)));
        }
    }
    Ok(None)
}

struct Reader {
    pattern: Vec<char>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.pattern.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let found = self.peek()?;
        self.at += 1;
        Some(found)
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn branches(&mut self, depth: usize) -> Option<Vec<Vec<Piece>>> {
        if depth > MAX_DEPTH {
            return None;
        }
        let mut branches = vec![Vec::new()];
        while let Some(next) = self.peek() {
            match next {
                ')' => break,
                '|' => {
                    self.at += 1;
                    branches.push(Vec::new());
                }
                _ => {
                    let piece = self.piece(depth)?;
                    branches.last_mut()?.push(piece);
                }
            }
        }
        Some(branches)
    }

    fn piece(&mut self, depth: usize) -> Option<Piece> {
        let node = match self.next()? {
            '.' => Node::Any,
            '^' => Node::Start,
            '$' => Node::End,
            '[' => self.bracket()?,
            '(' => {
                // Look-ahead and options have their own letter.
                if self.eat('?') && !self.eat(':') {
                    return None;
                }
                let branches = self.branches(depth + 1)?;
                if !self.eat(')') {
                    return None;
                }
                Node::Group(branches)
            }
            '\\' => match self.next()? {
                // Letters and digits are classes and references.
                letter if letter.is_alphanumeric() => return None,
                other => Node::Char(other),
            },
            '*' | '+' | '?' | '{' | '}' | ')' | ']' => return None,
            other => Node::Char(other),
        };
        let (optional, repeated) = match self.peek() {
            Some('*') => (true, true),
            Some('+') => (false, true),
            Some('?') => (true, false),
            // `{m,n}`.
            Some('{') => return None,
            _ => {
                return Some(Piece {
                    node,
                    optional: false,
                    repeated: false,
                });
            }
        };
        self.at += 1;
        // The shortest match, or an error.
        let more = matches!(self.peek(), Some('*' | '+' | '?' | '{'));
        let anchor = matches!(node, Node::Start | Node::End);
        (!more && !anchor).then_some(Piece {
            node,
            optional,
            repeated,
        })
    }

    fn bracket(&mut self) -> Option<Node> {
        let negated = self.eat('^');
        let mut ranges = Vec::new();
        loop {
            let low = self.next()?;
            match low {
                ']' if !ranges.is_empty() => break,
                // Classes, and an escape or not by the flavour.
                '[' | '\\' => return None,
                _ => {}
            }
            let is_range = self.peek() == Some('-')
                && self.pattern.get(self.at + 1).is_some_and(|c| *c != ']');
            let high = if is_range {
                self.at += 1;
                self.next()?
            } else {
                low
            };
            if high < low || matches!(high, '[' | '\\') {
                return None;
            }
            ranges.push((low, high));
        }
        Some(Node::Set(negated, ranges))
    }
}

struct Search<'t> {
    text: &'t [char],
    insensitive: bool,
    steps: usize,
}

/// Places in a text, each once and in their order.
type Places = Vec<usize>;

fn put_in_order(places: &mut Places) {
    places.sort_unstable();
    places.dedup();
}

impl Search<'_> {
    /// Whether what a branch begins with may be at a place.
    fn may_begin(&self, branch: &[Piece], at: usize) -> bool {
        match branch.first() {
            Some(piece) if !piece.optional => self.takes(&piece.node, at),
            _ => true,
        }
    }

    /// Whether a node matches at a place; of a group it may.
    fn takes(&self, node: &Node, at: usize) -> bool {
        match (node, self.text.get(at).copied()) {
            (Node::Group(_), _) | (Node::Any, Some(_)) => true,
            (Node::Start, _) => at == 0,
            (Node::End, letter) => letter.is_none(),
            (_, None) => false,
            (Node::Char(wanted), Some(letter)) => self.is_in(letter, &[(*wanted, *wanted)]),
            (Node::Set(negated, ranges), Some(letter)) => self.is_in(letter, ranges) != *negated,
        }
    }

    /// The places where matches end that begin at any of the places; `None` when it
    /// takes too long.
    fn branches(&mut self, branches: &[Vec<Piece>], from: &[usize]) -> Option<Places> {
        let mut ends = Places::new();
        for branch in branches {
            let mut at = from.to_vec();
            for piece in branch {
                // No other piece brings a match back.
                if at.is_empty() {
                    break;
                }
                at = self.piece(piece, at)?;
            }
            ends.append(&mut at);
        }
        put_in_order(&mut ends);
        Some(ends)
    }

    fn piece(&mut self, piece: &Piece, from: Places) -> Option<Places> {
        let mut ends = if piece.repeated || piece.optional {
            self.node(&piece.node, from.clone())?
        } else {
            return self.node(&piece.node, from);
        };
        if piece.repeated {
            let mut new = ends.clone();
            while !new.is_empty() {
                new = self.node(&piece.node, new)?;
                new.retain(|at| ends.binary_search(at).is_err());
                ends.extend(&new);
                put_in_order(&mut ends);
            }
        }
        if piece.optional {
            ends.extend(from);
            put_in_order(&mut ends);
        }
        Some(ends)
    }

    /// The places behind a node; those before it are of no more use.
    fn node(&mut self, node: &Node, mut from: Places) -> Option<Places> {
        self.steps += from.len() + 1;
        if self.steps > MAX_STEPS {
            return None;
        }
        if let Node::Group(branches) = node {
            return self.branches(branches, &from);
        }
        let moves = usize::from(!matches!(node, Node::Start | Node::End));
        from.retain_mut(|at| {
            let taken = self.takes(node, *at);
            *at += moves;
            taken
        });
        Some(from)
    }

    fn is_in(&self, letter: char, ranges: &[(char, char)]) -> bool {
        let holds = |letter: char| {
            let mut ranges = ranges.iter();
            ranges.any(|(low, high)| *low <= letter && letter <= *high)
        };
        holds(letter)
            || (self.insensitive
                && (letter.to_lowercase().any(holds) || letter.to_uppercase().any(holds)))
    }
}

#[cfg(test)]
mod tests {
    use super::{NotFollowed, find, matches, replace};

    fn found(pattern: &str, text: &str) -> Result<Option<(usize, usize)>, NotFollowed> {
        find(pattern, &text.chars().collect::<Vec<_>>(), 0, false)
    }

    #[test]
    fn the_first_of_the_longest_is_found() {
        for (pattern, text, range) in [
            ("", "abc", Some((0, 0))),
            ("b", "abcb", Some((1, 2))),
            ("^b", "abc", None),
            ("c$", "abc", Some((2, 3))),
            ("a|ab|abc", "abcd", Some((0, 3))),
            ("(a|ab)(c|bcd)", "abcd", Some((0, 4))),
            ("^(.+_old)$", "a_old", Some((0, 5))),
            ("^(.+_old)$", "_old", None),
            ("fkey[1]?$", "a_fkey1", Some((2, 7))),
            ("[^a-c]+", "abcxyz", Some((3, 6))),
            ("[]x]", "a]", Some((1, 2))),
            ("(a*)*b", "aaab", Some((0, 4))),
            ("(?:x|)y", "y", Some((0, 1))),
            (r"a\.b", "a.b", Some((0, 3))),
            (r"a\.b", "axb", None),
        ] {
            assert_eq!(found(pattern, text), Ok(range), "{pattern} {text}");
        }
    }

    #[test]
    fn what_is_not_followed_is_not_guessed() {
        for pattern in [
            r"\d",
            r"\mfoo",
            "a{2}",
            "a*?",
            "(?i)a",
            "(?=a)",
            "[[:alpha:]]",
            "*a",
            "(a",
            "a)",
            "[a",
            "[b-a]",
            "^*",
            "a**",
        ] {
            assert_eq!(found(pattern, "aa"), Err(NotFollowed), "{pattern}");
        }
        let long = "a".repeat(900);
        assert_eq!(found("((((a*)*)*)*)*b", &long), Err(NotFollowed));
    }

    #[test]
    fn case_is_left_out_when_it_is_asked_for() {
        assert_eq!(matches("xFOO", "foo", true), Some(true));
        assert_eq!(matches("xFOO", "[f]", true), Some(true));
        assert_eq!(matches("xFOO", "foo", false), Some(false));
    }

    #[test]
    fn one_match_or_all_are_replaced() {
        for (text, pattern, by, flags, after) in [
            ("a_b_c", "_", "", "", Some("ab_c")),
            ("a_b_c", "_", "-", "g", Some("a-b-c")),
            ("aaa", "^a", "", "g", Some("aa")),
            ("Tab", "t", "n", "i", Some("nab")),
            ("abc", "x*", "-", "", Some("-abc")),
            ("abc", "x*", "-", "g", None),
            ("abc", "(b)", r"\1\1", "", None),
        ] {
            let found = replace(text, pattern, by, flags);
            assert_eq!(found.as_deref(), after, "{pattern} {text}");
        }
    }
}
