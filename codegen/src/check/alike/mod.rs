//! Whether two texts of SQL mean the same expression, as far as text can tell.
//!
//! A server keeps an expression as a tree and prints it in its own words, so
//! that two texts may be one expression. Three answers are possible: the same
//! for certain, another for certain, or perhaps the same: the texts differ only
//! in what a server may or may not tell apart (a cast, a qualifier, the
//! grouping of operators of one kind).

mod expression;
pub(super) mod token;

pub(super) use expression::type_name;
use pgbindgen_model::catalog::{Known, Relation};
use std::collections::BTreeMap;
use token::{Kind, Token};

/// How two texts stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Alike {
    /// The same for certain.
    Same,
    /// Only the server could tell.
    Perhaps,
    /// Not the same.
    No,
}

/// Where an expression stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// The name of the relation whose columns it may name.
    relation: Option<String>,
    /// The types of these columns.
    columns: BTreeMap<String, String>,
    /// The type that it is coerced to, of a default.
    target: Option<String>,
}

impl Place {
    /// In a relation: a check, a policy, a predicate.
    pub(super) fn of_relation(relation: &Relation) -> Self {
        let columns = relation.columns.as_known().into_iter().flatten();
        let known = columns.filter_map(|column| match &column.type_name {
            Known::Known(ty) => Some((column.name.clone(), ty.clone())),
            Known::Unknown(_) => None,
        });
        Self {
            relation: Some(relation.name.clone()),
            columns: known.collect(),
            target: None,
        }
    }

    /// The same place for the default of something of this type.
    #[must_use]
    pub(super) fn coerced_to(mut self, ty: Option<&str>) -> Self {
        self.target = ty.map(str::to_owned);
        self
    }
}

/// Compares two expressions.
pub(super) fn expressions(a: &str, b: &str, place: &Place) -> Alike {
    if a == b {
        return Alike::Same;
    }
    let (a, b) = (token::read(a), token::read(b));
    if a == b {
        return Alike::Same;
    }
    if let (Some(a), Some(b)) = (
        expression::canonical(&a, place),
        expression::canonical(&b, place),
    ) && a == b
    {
        return Alike::Same;
    }
    loosely(&a, &b)
}

/// Compares two definitions: queries, triggers, the arguments of a function.
pub(super) fn definitions(a: &str, b: &str) -> Alike {
    if a == b {
        return Alike::Same;
    }
    let (a, b) = (settled(token::read(a)), settled(token::read(b)));
    if a == b { Alike::Same } else { loosely(&a, &b) }
}

fn loosely(a: &[Token], b: &[Token]) -> Alike {
    // `*` stands for columns, which are compared by themselves.
    let one_has_star = has_star(a) != has_star(b);
    let loose = |tokens: &[Token]| {
        let tokens = if one_has_star {
            without_outputs(tokens)
        } else {
            tokens.to_vec()
        };
        loose(&tokens)
    };
    if loose(a) == loose(b) {
        Alike::Perhaps
    } else {
        Alike::No
    }
}

fn has_star(tokens: &[Token]) -> bool {
    tokens.windows(2).any(|pair| match pair {
        [before, star] => star.text == "*" && matches!(before.text.as_str(), "select" | "," | "."),
        _ => false,
    })
}

/// Without what the outermost SELECT gives.
fn without_outputs(tokens: &[Token]) -> Vec<Token> {
    let select = tokens.iter().position(|token| token.is_word("select"));
    let from = tokens.iter().position(|token| token.is_word("from"));
    match (select, from) {
        (Some(select), Some(from)) if select < from => {
            let (before, after) = (tokens.get(..=select), tokens.get(from..));
            [before.unwrap_or_default(), after.unwrap_or_default()].concat()
        }
        _ => tokens.to_vec(),
    }
}

/// A trigger or a query without the words that say nothing.
fn settled(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let last = out.last().map(|last| last.text.clone()).unwrap_or_default();
        match token.text.as_str() {
            "replace" if token.kind == Kind::Word && last == "or" && out.len() == 2 => {
                out.pop();
                continue;
            }
            "procedure" if last == "execute" => {
                out.push(Token::word("function"));
                continue;
            }
            "row" | "statement" if last == "for" => out.push(Token::word("each")),
            "join" if last == "outer" || last == "inner" => {
                out.pop();
            }
            _ => {}
        }
        out.push(token);
    }
    // FOR EACH STATEMENT is what a trigger does when nothing is said.
    let first = |at: usize, word: &str| out.get(at).is_some_and(|token| token.is_word(word));
    let at = usize::from(first(0, "create"));
    let at = at + usize::from(first(at, "constraint"));
    let is_trigger = first(at, "trigger");
    if is_trigger {
        let each = out.windows(3).position(|window| {
            let words: Vec<&str> = window.iter().map(|token| token.text.as_str()).collect();
            words == ["for", "each", "statement"]
        });
        if let Some(at) = each {
            out.drain(at..at + 3);
        }
        sort_events(&mut out);
    }
    out
}

/// `INSERT OR DELETE` and `DELETE OR INSERT` are one trigger.
fn sort_events(tokens: &mut Vec<Token>) {
    let is_event = |token: &Token| {
        ["insert", "update", "delete", "truncate"].contains(&token.text.as_str())
            && token.kind == Kind::Word
    };
    let (Some(start), Some(on)) = (
        tokens.iter().position(is_event),
        tokens.iter().position(|token| token.is_word("on")),
    ) else {
        return;
    };
    if start >= on {
        return;
    }
    let events = tokens.drain(start..on).collect::<Vec<_>>();
    let mut events: Vec<Vec<Token>> = events
        .split(|token| token.is_word("or"))
        .map(<[Token]>::to_vec)
        .collect();
    events.sort();
    let joined = events.join(&Token::word("or"));
    tokens.splice(start..start, joined);
}

/// The words that are left when everything goes that a server may read out of
/// the text or into it.
fn loose(tokens: &[Token]) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let next = tokens.get(at + 1);
        let next_is = |text: &str| next.is_some_and(|next| next.text == text);
        match (token.kind, token.text.as_str()) {
            (Kind::Punct, "(" | ")" | "[" | "]")
            | (Kind::Word, "inner" | "outer" | "asc" | "array") => {}
            (Kind::Punct, "::") => {
                let (_, length) = type_name(tokens.get(at + 1..).unwrap_or_default());
                at += length;
            }
            (Kind::Word, "cast") if next_is("(") => {}
            (Kind::Word, "as") => {
                // The type of CAST, or an alias without its word.
                let rest = tokens.get(at + 1..).unwrap_or_default();
                let (_, length) = type_name(rest);
                let closes = rest.get(length).is_some_and(|token| token.text == ")");
                if closes && is_in_cast(tokens.get(..at).unwrap_or_default()) {
                    at += length;
                }
            }
            (Kind::Word | Kind::Name, _) if next_is(".") => at += 1,
            (Kind::Word, _) if next.is_some_and(|next| next.kind == Kind::Str) => {
                // `date '2020-01-01'`.
                if !expression::is_type_word(&token.text) {
                    out.push(token.text.clone());
                }
            }
            (Kind::Word, "current_timestamp") => out.push("now".into()),
            (Kind::Word, "any" | "in") => {
                if out.last().is_some_and(|last| last == "=") {
                    out.pop();
                }
                out.push("in".into());
            }
            (Kind::Word, word)
                if expression::long_name(word).is_some()
                    && !["with", "without", "varying", "precision"]
                        .iter()
                        .any(|w| next_is(w)) =>
            {
                let long = expression::long_name(word).unwrap_or(word);
                out.extend(long.split(' ').map(str::to_owned));
            }
            (Kind::Word, "like") => out.push("~~".into()),
            (Kind::Word, "ilike") => out.push("~~*".into()),
            (Kind::Str, text) => out.push(text.trim_matches('\'').to_owned()),
            (_, text) => out.push(text.to_owned()),
        }
        at += 1;
    }
    out
}

/// Whether the innermost open parenthesis is that of CAST.
fn is_in_cast(before: &[Token]) -> bool {
    let mut depth = 0;
    for (at, token) in before.iter().enumerate().rev() {
        match token.text.as_str() {
            ")" => depth += 1,
            "(" if depth == 0 => {
                return at
                    .checked_sub(1)
                    .and_then(|at| before.get(at))
                    .is_some_and(|token| token.is_word("cast"));
            }
            "(" => depth -= 1,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use pgbindgen_model::catalog::Column;

    fn place() -> Place {
        let column = |name: &str, ty: &str| Column {
            name: name.into(),
            type_name: Known::Known(ty.into()),
            ..Column::default()
        };
        Place::of_relation(&Relation {
            name: "t".into(),
            columns: Known::Known(vec![
                column("a", "integer"),
                column("s", "text"),
                column("v", "character varying(8)"),
            ]),
            ..Relation::default()
        })
    }

    /// Checked on PostgreSQL 15 and 18 with `pg_get_expr`: what is the same
    /// here reads the same there.
    #[test]
    fn the_same() {
        for (a, b) in [
            ("a > 0", "A>0"),
            ("a > 0 AND s <> ''", "((a > 0) and (s != ''))"),
            ("a > 0 /* why */ AND a < 9", "a>0 AND -- because\n a<9"),
            ("(a > 0 AND a < 5) AND a <> 3", "a > 0 AND a < 5 AND a <> 3"),
            ("a + 1 * 2 > 0", "(a + (1 * 2)) > 0"),
            ("t.a > 0", "a > 0"),
            ("\"a\" > 0", "a > 0"),
            ("s = 'x'", "s = 'x'::text"),
            ("s = 'x'", "s = CAST('x' AS text)"),
            ("s = $$x$$", "s = E'x'"),
            ("s IN ('x', 'y')", "s = ANY (ARRAY['x'::text, 'y'::text])"),
            ("a IN (1)", "a = 1"),
            ("a NOT IN (1, 2)", "a <> ALL (ARRAY[1, 2])"),
            ("s LIKE 'x%'", "s ~~ 'x%'::text"),
            ("s NOT ILIKE 'x%'", "s !~~* 'x%'"),
            ("a BETWEEN 1 AND 2", "a >= 1 AND a <= 2"),
            ("a::int4 > 0", "(a)::integer > 0"),
            ("s IS NOT NULL", "(s) NOTNULL"),
            (
                "CASE WHEN (a > 0) THEN 1 ELSE (2) END = 1",
                "case when a>0 then 1 else 2 end = 1",
            ),
            ("lower( s ) = s", "LOWER((s)) = s"),
            ("NOT (a > 0)", "not a > 0"),
            ("- a < 0", "(-a) < 0"),
        ] {
            assert_eq!(expressions(a, b, &place()), Alike::Same, "{a} | {b}");
        }
        let to = |ty| place().coerced_to(Some(ty));
        for (a, b, ty) in [
            ("'x'", "'x'::text", "text"),
            ("'x'", "'x'::character varying", "character varying(8)"),
            ("'5'", "5", "integer"),
            ("'x'", "'x'::state", "public.state"),
            ("'{}'", "'{}'::jsonb", "jsonb"),
            ("now()", "NOW( )", "timestamp with time zone"),
        ] {
            assert_eq!(expressions(a, b, &to(ty)), Alike::Same, "{a} | {b}");
        }
    }

    #[test]
    fn perhaps_the_same() {
        for (a, b) in [
            ("a > 0 AND (a < 5 AND a <> 3)", "a > 0 AND a < 5 AND a <> 3"),
            ("v = 'x'::text", "v = 'x'"),
            ("public.f(a) > 0", "f(a) > 0"),
            ("a > '5'", "a > 5"),
            (
                "EXISTS (SELECT 1 FROM u WHERE u.id = a)",
                "exists (select 1 from u where id = a)",
            ),
        ] {
            assert_eq!(expressions(a, b, &place()), Alike::Perhaps, "{a} | {b}");
        }
    }

    #[test]
    fn another() {
        for (a, b) in [
            ("a > 0", "a > 1"),
            ("a > 0 OR s = ''", "a > 0 AND s = ''"),
            ("s = 'X'", "s = 'x'"),
            ("\"A\" > 0", "a > 0"),
            ("\"user\" = s", "user = s"),
            ("a BETWEEN 1 AND 2", "a >= 1 AND a < 2"),
            ("s IN ('x', 'y')", "s IN ('x')"),
            ("NOT a > 0", "a > 0"),
        ] {
            assert_eq!(expressions(a, b, &place()), Alike::No, "{a} | {b}");
        }
    }

    #[test]
    fn definitions_of_views_and_triggers() {
        let view = "SELECT a, b FROM t WHERE a > 1";
        assert_eq!(
            definitions(view, "select a,b\nfrom t where a>1"),
            Alike::Same
        );
        assert_eq!(
            definitions(view, "SELECT t.a, t.b FROM public.t WHERE (a > 1)"),
            Alike::Perhaps
        );
        assert_eq!(
            definitions(view, "SELECT * FROM t WHERE a > 1"),
            Alike::Perhaps
        );
        assert_eq!(definitions(view, "SELECT * FROM t WHERE a > 2"), Alike::No);
        assert_eq!(
            definitions(
                "(x int default 1, y varchar)",
                "(x integer DEFAULT 1, y character varying)"
            ),
            Alike::Perhaps
        );
        let trigger =
            "CREATE TRIGGER g BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()";
        for (other, expected) in [
            (
                "CREATE OR REPLACE TRIGGER g before update or insert on t for row execute procedure f()",
                Alike::Same,
            ),
            (
                "CREATE TRIGGER g AFTER INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()",
                Alike::No,
            ),
            (
                "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
                Alike::No,
            ),
            (
                "CREATE TRIGGER g BEFORE INSERT OR UPDATE ON t EXECUTE FUNCTION f()",
                Alike::No,
            ),
            (
                "CREATE TRIGGER g BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION f()",
                Alike::Perhaps,
            ),
        ] {
            assert_eq!(definitions(trigger, other), expected, "{other}");
            // As the catalog has it.
            let (a, b) = (
                trigger.replace("CREATE ", ""),
                other.replace("CREATE ", "").replace("OR REPLACE ", ""),
            );
            assert_eq!(definitions(&a, &b), expected, "{other}");
        }
    }

    /// Whatever it is given, it answers.
    #[test]
    fn no_text_is_too_strange() {
        let deep = "(".repeat(10_000);
        for text in [
            "",
            "(",
            ")",
            "a >",
            "CASE",
            "CAST(",
            "a IN",
            "::",
            "'x",
            "NOT",
            "a BETWEEN",
            &deep,
        ] {
            assert_eq!(expressions(text, text, &place()), Alike::Same);
            let _ = expressions(text, "a > 0", &place());
            let _ = definitions(text, "SELECT *");
        }
    }
}
