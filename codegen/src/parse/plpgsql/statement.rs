//! Statements of PL/pgSQL.

use super::scope::{Holds, LabelOf};
use super::{Read, Reader, Word, sql};
use crate::ddl::{
    ExprShape, PlExpr, PlPart, PlResult, PlRows, PlStmt, PlValue, Stmt, StmtKind, Transaction,
};
use crate::parse::cursor::Parser;
use crate::parse::keywords::Kw;
use crate::split::TokenKind;

impl Reader<'_> {
    pub(super) fn statement(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let label = self.label()?;
        let at = self.parser.pos();
        if self.parser.at_any(&[Kw::Begin, Kw::Declare]) {
            let block = self.block(label)?;
            self.semicolon()?;
            all.push(PlStmt::Block(Box::new(block)));
            return Ok(());
        }
        for word in ["for", "foreach", "while", "loop"] {
            if self.is_word(at, word) {
                return self.loop_statement(word, label, all);
            }
        }
        if label.is_some() {
            return self.unexpected("put a label before a loop or a block");
        }
        match self.word(start, true) {
            Word::Variable { length, .. } => return self.assignment(length, all),
            Word::Plain | Word::Dotted => {
                let length = self.names_at(start).1;
                let behind = start + length;
                let is_target = self.is_assignment(behind)
                    || self.parser.kind_at(behind) == Some(TokenKind::LBracket)
                    || self.parser.kind_at(behind) == Some(TokenKind::Dot);
                if is_target && self.scope.is_some() {
                    return self.not_variable(start);
                }
                return self.sql(all);
            }
            Word::Keyword | Word::Other => {}
        }
        let is = |word: &str| self.is_word(start, word);
        if is("if") {
            self.if_statement(all)
        } else if is("case") {
            self.case_statement(all)
        } else if is("execute") {
            self.execute(all)
        } else if is("null") {
            self.parser.advance();
            self.semicolon()?;
            all.push(PlStmt::Nothing);
            Ok(())
        } else if is("return") {
            self.returns(all)
        } else if is("raise") {
            self.raise(all)
        } else if is("perform") {
            self.perform(all)
        } else if is("exit") || is("continue") {
            self.leave(all)
        } else if is("get") {
            self.get_diagnostics(all)
        } else if is("assert") {
            self.assert(all)
        } else if is("open") {
            self.open(all)
        } else if is("close") {
            self.close(all)
        } else if is("fetch") || is("move") {
            self.fetch(all)
        } else if is("commit") || is("rollback") {
            self.transaction(all)
        } else if is("insert") || is("merge") || is("import") || is("call") || is("do") {
            self.sql(all)
        } else {
            let fault = self.complaint(start, "syntax error");
            Self::refuse(self.guessed(fault, start, "begin a statement here"))
        }
    }

    /// COMMIT and ROLLBACK.
    fn transaction(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let kind = if self.parser.at(Kw::Commit) {
            Transaction::Commit
        } else {
            Transaction::Rollback
        };
        self.parser.advance();
        if self.parser.eat(Kw::And) {
            self.parser.eat(Kw::No);
            if !self.parser.eat(Kw::Chain) {
                return self.unexpected("write AND CHAIN or AND NO CHAIN");
            }
        }
        let span = self.parser.span_from(start);
        self.semicolon()?;
        all.push(sql(Stmt {
            kind: StmtKind::Transaction(kind),
            span,
            needs: Vec::new(),
            access: None,
            sets: Vec::new(),
        }));
        Ok(())
    }

    /// RETURN, RETURN NEXT and RETURN QUERY.
    fn returns(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        self.parser.advance();
        let is_next = self.parser.at_word("next");
        let is_query = self.parser.at_word("query");
        if !is_next && !is_query {
            let value = self.returned(start)?;
            all.push(PlStmt::Return(value));
            return Ok(());
        }
        self.parser.advance();
        if let Some(result) = self.result
            && !matches!(result, PlResult::Set { .. })
        {
            let word = if is_next { "NEXT" } else { "QUERY" };
            let message = format!("cannot use RETURN {word} in a non-SETOF function");
            let fault = self.refusal("42804", start, message);
            let help = "return one value with RETURN, or declare RETURNS SETOF or RETURNS TABLE";
            return Self::refuse(fault.with_help(help));
        }
        let rows = if is_next {
            let at = self.parser.pos();
            if self.result == Some(PlResult::Set { outputs: true }) {
                if !self.is_semicolon() {
                    let message =
                        "RETURN NEXT cannot have a parameter in function with OUT parameters";
                    let fault = self.refusal("42804", at, message);
                    let help = "set the OUT parameters, and write RETURN NEXT alone";
                    return Self::refuse(fault.with_help(help));
                }
                self.parser.advance();
                None
            } else if self.result.is_none() && self.is_semicolon() {
                self.parser.advance();
                None
            } else {
                Some(PlRows::Value(self.expression(&[";"], ";")?.0))
            }
        } else if self.parser.eat(Kw::Execute) {
            let (_, end) = self.expression(&[";", "using"], "; or USING")?;
            if end == "using" {
                self.expressions(&[";"], ", or ;")?;
            }
            Some(PlRows::Unknown)
        } else {
            let (from, end, _) = self.construct(&[";"], ";", false)?;
            self.check_statement(from, end)?;
            let query = self.parser.pl_query(from, end, 0);
            let (_, calls) = self.harmless(from, end);
            self.parser.set_pos(end + 1);
            Some(PlRows::Query(Box::new(query), calls))
        };
        let end = self.parser.pos().saturating_sub(1);
        let span = self.parser.span(self.parser.bytes(start, end));
        all.push(PlStmt::ReturnRows { rows, span });
        Ok(())
    }

    /// The value behind RETURN, with the `;` (`make_return_stmt`).
    fn returned(&mut self, start: usize) -> Read<Option<PlValue>> {
        let (code, message, help) = match self.result {
            None if self.is_semicolon() => {
                self.parser.advance();
                return Ok(None);
            }
            None | Some(PlResult::Value | PlResult::Trigger) => {
                if self.is_semicolon() {
                    let at = self.parser.pos();
                    let fault = self.complaint(at, "missing expression");
                    let help = match self.result {
                        Some(PlResult::Trigger) => {
                            "return the row, `RETURN NEW;`, or `RETURN NULL;`"
                        }
                        _ => "write the value to return, or declare RETURNS void",
                    };
                    return Self::refuse(fault.with_help(help));
                }
                return Ok(Some(self.expression(&[";"], ";")?.0));
            }
            Some(PlResult::Set { .. }) => (
                "42804",
                "RETURN cannot have a parameter in function returning set",
                "use RETURN NEXT or RETURN QUERY",
            ),
            Some(PlResult::Procedure) => (
                "42601",
                "RETURN cannot have a parameter in a procedure",
                "write RETURN alone",
            ),
            Some(PlResult::Void | PlResult::EventTrigger) => (
                "42804",
                "RETURN cannot have a parameter in function returning void",
                "write RETURN alone, or declare the type that is returned",
            ),
            Some(PlResult::Outputs) => (
                "42804",
                "RETURN cannot have a parameter in function with OUT parameters",
                "set the OUT parameters, and write RETURN alone",
            ),
        };
        if self.parser.eat_kind(TokenKind::Semicolon) {
            return Ok(None);
        }
        let at = self.parser.pos();
        if self.parser.begins_line(at) && at == start + 1 {
            let fault = self.refusal(code, at, message);
            let fault = fault.with_help("end the RETURN before with `;`");
            return Self::refuse(self.with_semicolon(fault, at));
        }
        Self::refuse(self.refusal(code, at, message).with_help(help))
    }

    /// EXIT and CONTINUE.
    fn leave(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let goes_on = self.parser.at(Kw::Continue);
        self.parser.advance();
        let at = self.parser.pos();
        let label = self.identifier();
        if !self.is_semicolon() && !self.parser.at(Kw::When) {
            return self.unexpected("write a label, WHEN and a condition, or end it with `;`");
        }
        self.label_in_sight(start, at, label.as_deref(), goes_on)?;
        let when = if self.parser.eat(Kw::When) {
            Some(self.expression(&[";"], ";")?.0)
        } else {
            self.parser.advance();
            None
        };
        let end = self.parser.pos().saturating_sub(1);
        let span = self.parser.span(self.parser.bytes(start, end));
        all.push(PlStmt::Leave {
            label,
            when,
            goes_on,
            span,
        });
        Ok(())
    }

    fn label_in_sight(
        &self,
        start: usize,
        at: usize,
        label: Option<&str>,
        goes_on: bool,
    ) -> Read<()> {
        let Some(scope) = &self.scope else {
            return Ok(());
        };
        let Some(label) = label else {
            if scope.in_loop() {
                return Ok(());
            }
            let (message, help) = if goes_on {
                (
                    "CONTINUE cannot be used outside a loop",
                    "remove it, or put a loop around it",
                )
            } else {
                (
                    "EXIT cannot be used outside a loop, unless it has a label",
                    "write RETURN to leave all, or name the label of a block",
                )
            };
            return Self::refuse(self.refusal("42601", start, message).with_help(help));
        };
        match scope.label(label) {
            Some(LabelOf::Loop) => Ok(()),
            Some(_) if !goes_on => Ok(()),
            Some(_) => {
                let message = format!("block label \"{label}\" cannot be used in CONTINUE");
                let fault = self.refusal("42601", at, message);
                Self::refuse(fault.with_help("name the label of a loop"))
            }
            None => {
                let message = format!(
                    "there is no label \"{label}\" attached to any block or loop enclosing this statement"
                );
                let fault = self.refusal("42601", at, message);
                Self::refuse(match crate::diag::nearest(label, scope.labels()) {
                    Some(near) => fault.with_help(format!("write `{near}` if that is meant")),
                    None => fault
                        .with_help(format!("write `<<{label}>>` before the loop that is meant")),
                })
            }
        }
    }

    // ---- assignments ----

    /// The variables of INTO (`read_into_target`).
    pub(super) fn target(&mut self, may_be_strict: bool) -> Read<Vec<String>> {
        if may_be_strict {
            self.parser.eat(Kw::Strict);
        }
        let mut names = Vec::new();
        let mut is_row = false;
        loop {
            let at = self.parser.pos();
            let Word::Variable { length, known } = self.word(at, false) else {
                return self.not_variable(at);
            };
            self.assignable(at, known)?;
            let whole_row = known.holds == Holds::Row && !known.field;
            let shown = self.names_at(at).0;
            if whole_row && !names.is_empty() {
                let message = format!("\"{}\" is not a scalar variable", shown.join("."));
                let fault = self.refusal("42601", at, message);
                return Self::refuse(
                    fault.with_help("name one row alone, or variables of one value"),
                );
            }
            is_row |= whole_row;
            names.extend(shown.into_iter().next());
            self.parser.set_pos(at + length);
            let comma = self.parser.pos();
            if !self.parser.eat_kind(TokenKind::Comma) {
                return Ok(names);
            }
            if is_row {
                let message = "record variable cannot be part of multiple-item INTO list";
                let fault = self.refusal("42601", comma, message);
                return Self::refuse(fault.with_help("name the row alone, or its fields"));
            }
        }
    }

    /// `variable := value`, which begins with a name of so many tokens.
    fn assignment(&mut self, length: usize, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        if let Word::Variable { known, .. } = self.word(start, true) {
            self.assignable(start, known)?;
        }
        let Some(variable) = self.names_at(start).0.into_iter().next() else {
            return self.unexpected("name a variable here");
        };
        let (from, to, _) = self.construct(&[";"], ";", false)?;
        let behind = self.parser.pos();
        let value_from = self.check_assignment(from, to)?;
        let part = match (length, self.is_assignment(start + length)) {
            (1, true) => PlPart::Whole,
            (3, true) => match self.names_at(start).0.into_iter().nth(1) {
                Some(field) => PlPart::Field(field),
                None => PlPart::Other,
            },
            _ => PlPart::Other,
        };
        let value = self.value(value_from, to);
        self.parser.set_pos(behind);
        all.push(PlStmt::Assign {
            variable,
            part,
            value,
        });
        Ok(())
    }

    // ---- IF and CASE ----

    fn if_statement(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        self.deeper()?;
        let start = self.parser.pos();
        self.parser.advance();
        let mut branches = Vec::new();
        let mut otherwise = Vec::new();
        loop {
            let condition = self.expression(&["then"], "THEN")?.0;
            let body = self.statements(&[])?;
            branches.push((condition, body));
            if self.parser.eat_word("elsif") || self.parser.eat_word("elseif") {
                continue;
            }
            if self.parser.eat(Kw::Else) {
                otherwise = self.statements(&[])?;
            }
            break;
        }
        self.end_of(start, "IF", "END IF")?;
        all.push(PlStmt::If {
            branches,
            otherwise,
        });
        Ok(())
    }

    /// `END word;` of what began at a token.
    fn end_of(&mut self, start: usize, word: &str, end: &str) -> Read<()> {
        let closes = self.parser.eat(Kw::End) && self.parser.eat_word(word);
        if !closes {
            return self.not_closed(start, word, end);
        }
        self.semicolon()?;
        self.depth -= 1;
        Ok(())
    }

    /// `CASE [operand] WHEN … THEN … [ELSE …] END CASE`.
    fn case_statement(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        self.deeper()?;
        let start = self.parser.pos();
        let span = self.parser.here();
        self.parser.advance();
        let operand = if self.parser.eat(Kw::When) {
            None
        } else {
            Some(self.expression(&["when"], "WHEN")?.0.expr)
        };
        let mut branches = Vec::new();
        loop {
            let from = self.parser.pos();
            let mut condition = self.expression(&["then"], "THEN")?.0;
            let behind = self.parser.pos();
            if let Some(operand) = &operand {
                let list = self.parser.pl_list(from, behind - 1);
                let values = list
                    .iter()
                    .map(|(from, to)| self.parser.pl_expr(*from, *to));
                condition.expr = PlExpr::In(Box::new(operand.clone()), values.collect());
                self.parser.set_pos(behind);
            }
            let body = self.statements(&[Kw::When])?;
            branches.push((condition, body));
            if !self.parser.eat(Kw::When) {
                break;
            }
        }
        let otherwise = if self.parser.eat(Kw::Else) {
            self.statements(&[])?
        } else {
            vec![PlStmt::RaiseException {
                condition: Some("case_not_found".to_owned()),
                span,
            }]
        };
        self.end_of(start, "CASE", "END CASE")?;
        all.push(PlStmt::If {
            branches,
            otherwise,
        });
        Ok(())
    }

    // ---- EXECUTE ----

    fn execute(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        self.parser.advance();
        let from = self.parser.pos();
        let (text, mut end) = self.expression(&["into", "using", ";"], "INTO or USING or ;")?;
        let text_end = self.parser.pos() - 1;
        let mut into: Option<Vec<String>> = None;
        let mut uses = false;
        while end != ";" {
            if end == "into" && into.is_none() {
                into = Some(self.target(true)?);
                let at = self.parser.pos();
                end = match ["into", "using", ";"]
                    .into_iter()
                    .find(|end| self.is_word(at, end) || (*end == ";" && self.is_semicolon()))
                {
                    Some(end) => end,
                    None => return self.unexpected("write USING and values, or end it with `;`"),
                };
                self.parser.advance();
            } else if end == "using" && !uses {
                uses = true;
                end = self.expressions(&[";", "into"], ", or ; or INTO")?;
            } else {
                self.parser.set_pos(self.parser.pos() - 1);
                return self.unexpected("write INTO and USING once each");
            }
        }
        let in_place = (from + 1 == text_end)
            .then(|| self.parser.string_inside(from))
            .flatten();
        let whole = self.parser.span(self.parser.bytes(from, text_end));
        let constant = in_place.map(|range| {
            let mut faults = Vec::new();
            let (text, base) = (self.parser.text, self.parser.base);
            let texts = self.parser.texts;
            let statements = crate::parse::parse_part(text, base, range, whole, texts, &mut faults);
            (statements, faults)
        });
        let last = self.parser.pos() - 1;
        let span = self.parser.span(self.parser.bytes(start, last));
        all.push(PlStmt::Execute {
            text,
            constant,
            into: into.unwrap_or_default(),
            span,
        });
        Ok(())
    }
}

impl Parser<'_> {
    /// The variable, field or element that an assignment sets, with the `:=`.
    pub(super) fn assigned(&mut self) -> crate::parse::Parsed<()> {
        if !self.eat_kind(TokenKind::Param) {
            self.col_id()?;
        }
        self.indirection(ExprShape::Other, None)?;
        if !self.eat_kind(TokenKind::ColonEquals) {
            self.expect_op("=")?;
        }
        Ok(())
    }
}
