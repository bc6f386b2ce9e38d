//! What the queries of a WITH RECURSIVE may name of each other (`parse_cte.c`).

use super::cursor::{Fault, Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{Name, QName};
use crate::diag::Span;

/// Where a query names a common table expression.
#[derive(Clone, Debug)]
pub(super) struct CteUse {
    /// The token behind it.
    at: usize,
    /// Which of the names in scope it is.
    cte: usize,
    within: Within,
    span: Span,
}

/// What a recursive reference stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// Nothing that forbids it.
    Open,
    /// A subquery of an expression.
    Sublink,
    /// The side of a join that may be all NULL.
    OuterJoin,
    /// INTERSECT.
    Intersect,
    /// EXCEPT.
    Except,
}

/// The clauses behind a query that a recursive one cannot have, in the order in which
/// PostgreSQL looks for them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tail {
    pub(super) order: Option<Span>,
    pub(super) offset: Option<Span>,
    pub(super) limit: Option<Span>,
    pub(super) lock: Option<Span>,
}

impl Tail {
    fn first(self) -> Option<(&'static str, Span)> {
        [
            ("ORDER BY", self.order),
            ("OFFSET", self.offset),
            ("LIMIT", self.limit),
            ("FOR UPDATE/SHARE", self.lock),
        ]
        .into_iter()
        .find_map(|(word, span)| Some((word, span?)))
    }

    /// The tail of a query whose parentheses have another behind them.
    fn and(self, other: Self) -> Self {
        Self {
            order: self.order.or(other.order),
            offset: self.offset.or(other.offset),
            limit: self.limit.or(other.limit),
            lock: self.lock.or(other.lock),
        }
    }
}

/// An arm of a set operation: its first token, and what joins it to those before it.
pub(super) struct ArmPlace {
    pub(super) start: usize,
    pub(super) word: Option<Kw>,
    pub(super) all: bool,
}

/// The form of the query that was read last.
#[derive(Clone, Debug)]
pub(super) struct QueryForm {
    /// The first token behind its WITH.
    start: usize,
    /// The first token of the last arm, when UNION joins it.
    last: Option<usize>,
    /// The first token of what follows the last arm.
    end: usize,
    tail: Tail,
}

/// A query of a WITH RECURSIVE.
struct Item {
    name: Name,
    tokens: std::ops::Range<usize>,
    /// `None` for a data statement.
    form: Option<QueryForm>,
}

/// The queries of a WITH RECURSIVE that were read so far.
pub(super) struct Recursion {
    /// Which of the names in scope is the first.
    first: usize,
    items: Vec<Item>,
}

impl Recursion {
    /// Those whose names begin at `first`.
    pub(super) fn new(first: usize) -> Self {
        Self {
            first,
            items: Vec::new(),
        }
    }

    /// Adds a query of those tokens.
    pub(super) fn add(
        &mut self,
        name: &Name,
        tokens: std::ops::Range<usize>,
        form: Option<QueryForm>,
    ) {
        self.items.push(Item {
            name: name.clone(),
            tokens,
            form,
        });
    }
}

impl Parser<'_> {
    /// Notes that a query names a relation, which may be a common table expression.
    pub(super) fn note_cte_use(&mut self, name: &QName) {
        let at = self.pos();
        // What is read again is noted again.
        self.cte_uses.retain(|other| other.at < at);
        if name.schema.is_none()
            && let Some(cte) = self.ctes.iter().rposition(|cte| *cte == name.name.value)
        {
            self.cte_uses.push(CteUse {
                at,
                cte,
                within: Within::Open,
                span: name.span(),
            });
        }
    }

    /// A reference to a data statement that returns nothing.
    pub(super) fn check_returns(&self, name: &QName) -> Parsed<()> {
        let found = self.ctes.iter().rposition(|cte| *cte == name.name.value);
        let Some(cte) = found.filter(|cte| name.schema.is_none() && self.rowless.contains(cte))
        else {
            return Ok(());
        };
        let name = self.ctes.get(cte).map_or("", String::as_str);
        let message = format!("WITH query \"{name}\" does not have a RETURNING clause");
        Self::refuse("0A000", self.last(), message)
    }

    /// Notes what a WITH has: a data statement of those tokens, and its number among
    /// the names in scope.
    pub(super) fn note_data_statement(
        &mut self,
        name: &Name,
        cte: usize,
        tokens: std::ops::Range<usize>,
    ) {
        self.modifying.push((tokens.start, name.span));
        let mut at = tokens.start;
        while at < tokens.end {
            let Some(tok) = self.tok_at(at) else { break };
            if tok.kw == Some(Kw::Returning) {
                return;
            }
            at = (tok.partner as usize).max(at) + 1;
        }
        self.rowless.push(cte);
    }

    /// Refuses a WITH with a data statement in a query of those tokens, which is not the
    /// outermost.
    pub(super) fn check_nested_data(&self, tokens: &std::ops::Range<usize>) -> Parsed<()> {
        let found = self.modifying.iter().find(|(at, _)| tokens.contains(at));
        match found {
            Some((_, span)) => Self::refuse(
                "0A000",
                *span,
                "WITH clause containing a data-modifying statement must be at the top level",
            ),
            None => Ok(()),
        }
    }

    /// What SEARCH and CYCLE behind a query of a WITH add to its columns.
    pub(super) fn search_and_cycle(&mut self, columns: &[Name]) -> Parsed<()> {
        let mut search = None;
        if self.at(Kw::Search) && matches!(self.kw(1), Some(Kw::Depth | Kw::Breadth)) {
            let start = self.pos();
            self.advance();
            self.advance();
            self.expect(Kw::First)?;
            self.expect(Kw::By)?;
            let names = self.list(Self::col_id)?;
            self.expect(Kw::Set)?;
            let sequence = self.col_id()?;
            let span = self.span_from(start);
            once("search", &names, span)?;
            is_new("search sequence", &sequence, columns, span)?;
            search = Some((sequence, span));
        }
        if self.at(Kw::Cycle) {
            let start = self.pos();
            self.advance();
            let names = self.list(Self::col_id)?;
            self.expect(Kw::Set)?;
            let mark = self.col_id()?;
            if self.eat(Kw::To) {
                self.restricted_expr()?;
                self.expect(Kw::Default)?;
                self.restricted_expr()?;
            }
            self.expect(Kw::Using)?;
            let path = self.col_id()?;
            let span = self.span_from(start);
            once("cycle", &names, span)?;
            is_new("cycle mark", &mark, columns, span)?;
            is_new("cycle path", &path, columns, span)?;
            differ(("cycle mark", &mark), ("cycle path", &path), span)?;
            if let Some((sequence, span)) = &search {
                let sequence = ("search sequence", sequence);
                differ(sequence, ("cycle mark", &mark), *span)?;
                differ(sequence, ("cycle path", &path), *span)?;
            }
        }
        Ok(())
    }

    /// What was read since a token stands within something. An expression's subquery
    /// counts wherever it is; of the rest the outermost.
    pub(super) fn set_within(&mut self, tokens: std::ops::Range<usize>, within: Within) {
        for found in &mut self.cte_uses {
            if tokens.start < found.at
                && found.at <= tokens.end
                && (within == Within::Sublink || found.within != Within::Sublink)
            {
                found.within = within;
            }
        }
    }

    /// Notes the form of a query that is read but for its parentheses.
    pub(super) fn note_form(&mut self, arms: &[ArmPlace], end: usize, tail: Tail) {
        let Some(first) = arms.first() else { return };
        let start_of = |at: usize| arms.get(at).map_or(end, |arm| arm.start);
        // INTERSECT binds tighter: `joined` is where what it joins begins.
        let mut joined = first.start;
        let mut last = None;
        for (at, arm) in arms.iter().enumerate() {
            if arm.word == Some(Kw::Intersect) {
                if arm.all {
                    self.set_within(joined..start_of(at + 1), Within::Intersect);
                }
            } else {
                joined = arm.start;
                last = arm.word.map(|word| (word, arm.start));
            }
        }
        for (at, arm) in arms.iter().enumerate() {
            if arm.word != Some(Kw::Except) {
                continue;
            }
            let behind = arms.iter().enumerate().skip(at + 1);
            let mut behind = behind.filter(|(_, other)| other.word != Some(Kw::Intersect));
            let upto = behind.next().map_or(end, |(next, _)| start_of(next));
            self.set_within(arm.start..upto, Within::Except);
            if arm.all {
                self.set_within(first.start..arm.start, Within::Except);
            }
        }
        let in_parentheses = arms.len() == 1
            && self
                .tok_at(first.start)
                .is_some_and(|tok| tok.kind == crate::split::TokenKind::LParen);
        if in_parentheses && let Some(inner) = &mut self.form {
            inner.tail = inner.tail.and(tail);
            return;
        }
        self.form = Some(QueryForm {
            start: first.start,
            last: last.and_then(|(word, at)| (word == Kw::Union).then_some(at)),
            end,
            tail,
        });
    }

    /// Refuses queries of a WITH RECURSIVE that name each other as they cannot.
    pub(super) fn check_recursion(&self, recursion: &Recursion) -> Parsed<()> {
        let Recursion { first, items } = recursion;
        let agree = items.iter().enumerate().all(|(at, item)| {
            self.ctes
                .get(first + at)
                .is_some_and(|name| *name == item.name.value)
        });
        if !agree {
            return Ok(());
        }
        let uses = |item: usize, of: usize| {
            let tokens = items.get(item).map_or(0..0, |item| item.tokens.clone());
            self.cte_uses.iter().filter(move |found| {
                found.cte == first + of && tokens.start < found.at && found.at <= tokens.end
            })
        };
        // One after another those are taken away that need none of the rest.
        let mut rest: Vec<usize> = (0..items.len()).collect();
        while !rest.is_empty() {
            let free = rest.iter().position(|item| {
                let mut others = rest.iter().filter(|other| *other != item);
                others.all(|other| uses(*item, *other).next().is_none())
            });
            match (free, rest.first().and_then(|item| items.get(*item))) {
                (Some(free), _) => {
                    rest.remove(free);
                }
                (None, Some(item)) => {
                    return Self::refuse(
                        "0A000",
                        item.name.span,
                        "mutual recursion between WITH items is not implemented",
                    );
                }
                (None, None) => break,
            }
        }
        for (at, item) in items.iter().enumerate() {
            let own: Vec<&CteUse> = uses(at, at).collect();
            if !own.is_empty() {
                check_item(item, &own)?;
            }
        }
        Ok(())
    }
}

/// SEARCH and CYCLE name each column once.
fn once(what: &str, names: &[Name], span: Span) -> Parsed<()> {
    for (at, name) in names.iter().enumerate() {
        if names.iter().take(at).any(|other| other.value == name.value) {
            let message = format!("{what} column \"{}\" specified more than once", name.value);
            return Parser::refuse("42701", span, message);
        }
    }
    Ok(())
}

/// What SEARCH and CYCLE add is none of the query's columns.
/// What a recursive query must be like.
const RECURSION: &str = "write the query as `first UNION [ALL] next`, and name it once in the FROM of \
                         `next`, with inner joins alone";

fn is_new(what: &str, name: &Name, columns: &[Name], span: Span) -> Parsed<()> {
    if columns.iter().all(|other| other.value != name.value) {
        return Ok(());
    }
    let message = format!(
        "{what} column name \"{}\" already used in WITH query column list",
        name.value
    );
    Parser::refuse("42601", span, message)
}

/// What SEARCH and CYCLE add has different names.
fn differ(one: (&str, &Name), other: (&str, &Name), span: Span) -> Parsed<()> {
    if one.1.value != other.1.value {
        return Ok(());
    }
    let message = format!(
        "{} column name and {} column name are the same",
        one.0, other.0
    );
    Parser::refuse("42601", span, message)
}

/// A query that names itself.
fn check_item(item: &Item, own: &[&CteUse]) -> Parsed<()> {
    let name = &item.name.value;
    let refuse = |span: Span, what: &str| {
        let message = format!("recursive {what}");
        Parser::refuse("42P19", span, message).map_err(|mut fault: Box<Fault>| {
            fault.help = Some(RECURSION);
            fault
        })
    };
    let Some(form) = &item.form else {
        return refuse(
            item.name.span,
            &format!("query \"{name}\" must not contain data-modifying statements"),
        );
    };
    let Some(last) = form.last else {
        return refuse(
            item.name.span,
            &format!(
                "query \"{name}\" does not have the form non-recursive-term UNION [ALL] recursive-term"
            ),
        );
    };
    let reference = format!("reference to query \"{name}\" must not appear");
    let mut seen = false;
    for found in own {
        let within = match found.within {
            _ if found.at <= form.start => "a subquery",
            // What has a tail is refused for that.
            _ if found.at > form.end => continue,
            Within::Sublink => "a subquery",
            _ if found.at <= last => "its non-recursive term",
            Within::OuterJoin => "an outer join",
            Within::Intersect => "INTERSECT",
            Within::Except => "EXCEPT",
            Within::Open if seen => {
                return refuse(found.span, &format!("{reference} more than once"));
            }
            Within::Open => {
                seen = true;
                continue;
            }
        };
        return refuse(found.span, &format!("{reference} within {within}"));
    }
    match form.tail.first() {
        Some((word, span)) => Parser::refuse(
            "0A000",
            span,
            format!("{word} in a recursive query is not implemented"),
        ),
        None => Ok(()),
    }
}
