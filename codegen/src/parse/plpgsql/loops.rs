//! Loops, and EXIT and CONTINUE within them.

use super::scope::{Holds, LabelOf};
use super::{Read, Reader, Word};
use crate::ddl::{PlLoop, PlOver, PlStmt};
use crate::parse::keywords::Kw;
use crate::split::TokenKind;

/// What a loop over rows sets.
struct LoopVariables {
    names: Vec<String>,
    /// Whether there is one, of what kind; `None` of a name that is no variable.
    one: Option<Holds>,
    /// Whether there are several.
    list: bool,
}

impl Reader<'_> {
    pub(super) fn loop_statement(
        &mut self,
        word: &str,
        label: Option<String>,
        all: &mut Vec<PlStmt>,
    ) -> Read<()> {
        self.deeper()?;
        self.enter(label.as_ref(), LabelOf::Loop);
        let start = self.parser.pos();
        self.parser.advance();
        let over = match word {
            "while" => PlOver::While(Some(self.expression(&["loop"], "LOOP")?.0)),
            "for" => self.for_head()?,
            "foreach" => self.foreach_head()?,
            _ => PlOver::While(None),
        };
        let span = self.parser.span_from(start);
        let body = self.statements(&[])?;
        let closes = self.parser.eat(Kw::End) && self.parser.eat_word("loop");
        if !closes {
            return self.not_closed(start, "LOOP", "END LOOP");
        }
        self.end_label(label.as_ref())?;
        self.semicolon()?;
        self.leave_scope();
        self.depth -= 1;
        all.push(PlStmt::Loop(Box::new(PlLoop {
            label,
            over,
            body,
            span,
        })));
        Ok(())
    }

    /// The variables of FOR and FOREACH (`for_variable`).
    fn loop_variables(&mut self) -> Read<LoopVariables> {
        let at = self.parser.pos();
        let (names, length) = self.names_at(at);
        match self.word(at, false) {
            Word::Variable { known, .. } => {
                let is_row = known.holds == Holds::Row && !known.field;
                let is_list = !is_row && self.parser.kind_at(at + length) == Some(TokenKind::Comma);
                let names = if is_list {
                    self.target(false)?
                } else {
                    self.parser.set_pos(at + length);
                    names.into_iter().take(1).collect()
                };
                let holds = if known.field {
                    Holds::Scalar
                } else {
                    known.holds
                };
                Ok(LoopVariables {
                    names,
                    one: Some(if is_row { Holds::Row } else { holds }),
                    list: is_list,
                })
            }
            Word::Dotted => self.not_variable(at),
            Word::Plain | Word::Keyword => {
                if self.parser.kind_at(at + length) == Some(TokenKind::Comma) {
                    return self.not_variable(at);
                }
                self.parser.set_pos(at + length);
                Ok(LoopVariables {
                    names,
                    one: None,
                    list: false,
                })
            }
            Word::Other => self.unexpected("name the variable of the loop"),
        }
    }

    /// The variable of a loop over rows is a known one.
    fn takes_rows(&self, at: usize, variables: &LoopVariables, code: &'static str) -> Read<()> {
        if let Word::Variable { known, .. } = self.word(at, false) {
            self.assignable(at, known)?;
        }
        if variables.one.is_some() {
            return Ok(());
        }
        let message = "loop variable of loop over rows must be a record variable or list of \
                       scalar variables";
        let name = self.name_at(at).unwrap_or_default();
        let fault = self.refusal(code, at, message);
        Self::refuse(fault.with_help(format!("declare `{name} record;` in the DECLARE section")))
    }

    /// What stands between FOR and LOOP, with the LOOP (`for_control`).
    fn for_head(&mut self) -> Read<PlOver> {
        let first = self.parser.pos();
        let mut variables = self.loop_variables()?;
        if !self.parser.eat(Kw::In) {
            return self.unexpected("write IN and what the loop runs through");
        }
        let at = self.parser.pos();
        if self.parser.eat(Kw::Execute) {
            let (text, end) = self.expression(&["loop", "using"], "LOOP or USING")?;
            self.takes_rows(first, &variables, "42804")?;
            if end == "using" {
                self.expressions(&["loop"], ", or LOOP")?;
            }
            let to = self.parser.pos() - 1;
            return Ok(self.over_rows(variables.names, at, to, text.calls));
        }
        if let Word::Variable { length, known } = self.word(at, false)
            && self.scope.is_some()
            && !known.field
        {
            let behind = at + length;
            let may_be_cursor = match known.holds {
                Holds::Cursor | Holds::BoundCursor(_) => true,
                // A variable of a type that is not known here, and nothing of an
                // expression behind it.
                Holds::Unknown => {
                    self.is_word(behind, "loop")
                        || self.parser.kind_at(behind) == Some(TokenKind::LParen)
                }
                Holds::Scalar | Holds::Row => false,
            };
            if may_be_cursor {
                return self.for_cursor(first, &variables, known.holds, length);
            }
        }
        let reverse = self.parser.eat_word("reverse");
        let (from, to, end) = self.construct(&["..", "loop"], "LOOP", true)?;
        let behind = self.parser.pos();
        if end == ".." {
            self.check_expression(from, to)?;
            let from = self.value(from, to);
            self.parser.set_pos(behind);
            let (to, end) = self.expression(&["loop", "by"], "LOOP")?;
            let by = if end == "by" {
                Some(self.expression(&["loop"], "LOOP")?.0)
            } else {
                None
            };
            if variables.list {
                let message = "integer FOR loop must have only one target variable";
                let fault = self.refusal("42601", first, message);
                return Self::refuse(fault.with_help("name one variable"));
            }
            let variable = variables.names.pop().unwrap_or_default();
            self.declare(&variable, Holds::Scalar, false);
            return Ok(PlOver::Range {
                variable,
                from,
                to,
                by,
                reverse,
            });
        }
        if reverse {
            let fault = self.refusal("42601", at, "cannot specify REVERSE in query FOR loop");
            return Self::refuse(fault.with_help("remove REVERSE, and sort with ORDER BY … DESC"));
        }
        self.check_statement(from, to)?;
        self.takes_rows(first, &variables, "42601")?;
        let (_, calls) = self.harmless(from, to);
        self.parser.set_pos(behind);
        Ok(self.over_rows(variables.names, from, to, calls))
    }

    fn over_rows(
        &mut self,
        variables: Vec<String>,
        from: usize,
        to: usize,
        calls: Vec<crate::ddl::CallRef>,
    ) -> PlOver {
        let here = self.parser.pos();
        let mut query = self.parser.pl_query(from, to, 0);
        if let Some((reason, _)) = &mut query.problem
            && self.parser.kw_at(from) != Some(Kw::Select)
        {
            "the rows that the loop runs through are known only when it runs".clone_into(reason);
        }
        self.parser.set_pos(here);
        PlOver::Query {
            variables,
            query: Box::new(query),
            calls,
        }
    }

    /// `FOR row IN cursor(…) LOOP`, whose row is of the loop.
    fn for_cursor(
        &mut self,
        first: usize,
        variables: &LoopVariables,
        holds: Holds,
        length: usize,
    ) -> Read<PlOver> {
        let at = self.parser.pos();
        if variables.list {
            let message = "cursor FOR loop must have only one target variable";
            let fault = self.refusal("42601", first, message);
            return Self::refuse(fault.with_help("name one variable, which the loop declares"));
        }
        if holds == Holds::Cursor {
            let message = "cursor FOR loop must use a bound cursor variable";
            let fault = self.refusal("42601", at, message);
            let help = "declare the cursor with its query, or loop over FETCH";
            return Self::refuse(fault.with_help(help));
        }
        self.parser.set_pos(at + length);
        if let Holds::BoundCursor(arguments) = holds {
            self.cursor_arguments(at, arguments, "loop")?;
        } else {
            if self.parser.at_kind(TokenKind::LParen) && self.parser.skip_parens().is_err() {
                return self.unexpected("close the parenthesis");
            }
            if !self.parser.eat_word("loop") {
                return self.unexpected("write LOOP");
            }
        }
        let to = self.parser.pos() - 1;
        let (_, calls) = self.harmless(at, to);
        self.parser.set_pos(to + 1);
        let name = variables.names.first().cloned().unwrap_or_default();
        self.declare(&name, Holds::Row, false);
        Ok(self.over_rows(variables.names.clone(), at, to, calls))
    }

    /// What stands between FOREACH and LOOP, with the LOOP.
    fn foreach_head(&mut self) -> Read<PlOver> {
        let first = self.parser.pos();
        let variables = self.loop_variables()?;
        if self.parser.eat_word("slice") && !self.parser.eat_kind(TokenKind::Integer) {
            return self.unexpected("write the number of dimensions behind SLICE");
        }
        if !self.parser.eat_all(&[Kw::In, Kw::Array]) {
            return self.unexpected("write IN ARRAY and the array");
        }
        let array = self.expression(&["loop"], "LOOP")?.0;
        if let Word::Variable { known, .. } = self.word(first, false) {
            self.assignable(first, known)?;
        }
        if variables.one.is_none() {
            let message = "loop variable of FOREACH must be a known variable or list of variables";
            let name = self.name_at(first).unwrap_or_default();
            let fault = self.refusal("42601", first, message);
            return Self::refuse(
                fault.with_help(format!("declare `{name}` in the DECLARE section")),
            );
        }
        let variable = variables.names.into_iter().next().unwrap_or_default();
        Ok(PlOver::Array { variable, array })
    }
}
