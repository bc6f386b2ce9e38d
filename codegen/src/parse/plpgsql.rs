//! `DO` blocks: PL/pgSQL as far as its form is static.

use super::cursor::{Base, FaultKind, Parsed, Parser};
use super::keywords::Kw;
use super::plexpr::NOT_FOLLOWED;
use crate::ddl::{
    Block, BodyEffects, CallRef, DoBlock, DoBody, Handler, PlExpr, PlLoop, PlOver, PlPart, PlQuery,
    PlRows, PlStmt, PlValue, Stmt, StmtKind, Transaction,
};
use crate::diag::{Diagnostic, Span};
use crate::split::TokenKind;
use std::ops::Range;

/// Why a block is not understood.
struct Stop {
    reason: String,
    span: Span,
}

type Read<T> = Result<T, Stop>;

/// How many blocks may stand in one another's EXECUTE.
const MAX_TEXTS: u32 = 8;

impl Parser<'_> {
    pub(super) fn do_block(&mut self, out: &mut Vec<Diagnostic>) -> Parsed<StmtKind> {
        self.expect(Kw::Do)?;
        let mut language = None;
        let mut body = None;
        while !self.at_end() {
            if self.eat(Kw::Language) {
                let name = if self.at_string() {
                    self.string()?.to_ascii_lowercase()
                } else {
                    self.role()?.value
                };
                if language.replace(name).is_some() {
                    return Self::redundant(self.last());
                }
            } else {
                let index = self.pos();
                let text = self.string()?;
                if body.replace((index, text)).is_some() {
                    return Self::redundant(self.last());
                }
            }
        }
        let Some((index, text)) = body else {
            return Self::refuse("42601", self.here(), "no inline code specified");
        };
        let language = language.unwrap_or_else(|| "plpgsql".to_owned());
        let inside = self.string_inside(index);
        let body_span = match &inside {
            Some(range) => self.span(range.clone()),
            None => self.span_from(index),
        };
        let body = if self.texts >= MAX_TEXTS {
            DoBody::Unknown {
                reason: "the block stands in too many others".to_owned(),
                span: body_span,
                may_change_catalog: true,
                calls: Vec::new(),
            }
        } else if language == "plpgsql" {
            let texts = self.texts + 1;
            if let Some(range) = inside {
                read_body(self.text, self.base, range, body_span, texts, out)
            } else {
                let base = Base::Whole(body_span);
                read_body(&text, base, 0..text.len(), body_span, texts, out)
            }
        } else {
            DoBody::Unknown {
                reason: format!("blocks in {language} are not interpreted"),
                span: body_span,
                may_change_catalog: true,
                calls: Vec::new(),
            }
        };
        Ok(StmtKind::Do(DoBlock {
            language,
            body,
            body_span,
        }))
    }
}

/// The body of a function in PL/pgSQL, as that of a `DO` block; `span` is its place.
pub(super) fn function_body(text: &str, base: Base, span: Span) -> DoBody {
    let mut out = Vec::new();
    let body = read_body(text, base, 0..text.len(), span, 1, &mut out);
    match out.into_iter().find(Diagnostic::is_error) {
        None => body,
        // The server reads it before it runs any of it.
        Some(fault) => DoBody::Unknown {
            reason: fault.message,
            span: fault.primary.map_or(span, |label| label.span),
            may_change_catalog: true,
            calls: Vec::new(),
        },
    }
}

fn read_body(
    text: &str,
    base: Base,
    range: Range<usize>,
    whole: Span,
    texts: u32,
    out: &mut Vec<Diagnostic>,
) -> DoBody {
    let mut parser = Parser::new(text, base, range, None);
    parser.texts = texts;
    // The server reads the whole body before it runs any of it.
    out.extend(parser.bad_token());
    let mut reader = Reader {
        out: Vec::new(),
        depth: 0,
        parser,
    };
    match reader.whole_block() {
        Ok(block) => {
            out.append(&mut reader.out);
            DoBody::Block(block)
        }
        Err(stop) => {
            let length = reader.parser.len();
            let (harmless, calls) = reader.harmless(0, length);
            DoBody::Unknown {
                reason: stop.reason,
                span: if stop.span.start == stop.span.end {
                    whole
                } else {
                    stop.span
                },
                may_change_catalog: !harmless,
                calls,
            }
        }
    }
}

/// What the text of a function's body can do, as far as its words tell.
pub(super) fn body_effects(body: &str, language: &str) -> BodyEffects {
    if !matches!(language, "plpgsql" | "sql") {
        // The SQL of other languages stands in their strings.
        let lower = body.to_ascii_lowercase();
        let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        return BodyEffects {
            changes_catalog: language != "internal"
                && language != "c"
                && words.any(|word| matches!(word, "create" | "alter" | "drop")),
            calls: Vec::new(),
        };
    }
    let whole = Span::default();
    let parser = Parser::new(body, Base::Whole(whole), 0..body.len(), None);
    let mut reader = Reader {
        out: Vec::new(),
        depth: 0,
        parser,
    };
    let length = reader.parser.len();
    let (harmless, calls) = reader.harmless(0, length);
    BodyEffects {
        changes_catalog: !harmless,
        calls,
    }
}

struct Reader<'a> {
    parser: Parser<'a>,
    out: Vec<Diagnostic>,
    depth: u32,
}

impl Reader<'_> {
    fn stop<T>(&self, reason: impl Into<String>) -> Read<T> {
        Err(Stop {
            reason: reason.into(),
            span: self.parser.here(),
        })
    }

    fn stop_at<T>(&self, from: usize, reason: impl Into<String>) -> Read<T> {
        Err(Stop {
            reason: reason.into(),
            span: self.parser.span(self.parser.bytes(from, from + 1)),
        })
    }

    fn expect(&mut self, kw: Kw) -> Read<()> {
        if self.parser.eat(kw) {
            Ok(())
        } else {
            self.stop("the block has a form that is not interpreted")
        }
    }

    fn semicolon(&mut self) -> Read<()> {
        if self.parser.eat_kind(TokenKind::Semicolon) {
            Ok(())
        } else {
            self.stop("the block has a form that is not interpreted")
        }
    }

    fn whole_block(&mut self) -> Read<Block> {
        // `#variable_conflict use_column` and its like.
        while self.parser.eat_op("#") {
            self.parser.advance();
            self.parser.advance();
        }
        let block = self.block()?;
        self.parser.eat_kind(TokenKind::Semicolon);
        if !self.parser.at_end() {
            return self.stop("something follows the END of the block");
        }
        Ok(block)
    }

    // ---- blocks ----

    fn block(&mut self) -> Read<Block> {
        let label = self.label()?;
        self.block_of(label)
    }

    /// `<<label>>`.
    fn label(&mut self) -> Read<Option<String>> {
        if !self.parser.eat_op("<<") {
            return Ok(None);
        }
        let name = self.parser.any_label();
        match (name, self.parser.eat_op(">>")) {
            (Ok(name), true) => Ok(Some(name.value)),
            _ => self.stop("the block has a form that is not interpreted"),
        }
    }

    fn block_of(&mut self, label: Option<String>) -> Read<Block> {
        self.deeper()?;
        let start = self.parser.pos();
        let variables = if self.parser.eat(Kw::Declare) {
            self.declarations()?
        } else {
            Vec::new()
        };
        self.expect(Kw::Begin)?;
        let body = self.statements(&[Kw::End])?;
        let mut handlers = Vec::new();
        if self.parser.eat_word("exception") {
            while self.parser.eat(Kw::When) {
                handlers.push(self.handler()?);
            }
        }
        self.expect(Kw::End)?;
        if self.parser.at_col_id(0) {
            self.parser.advance();
        }
        self.depth -= 1;
        Ok(Block {
            label,
            variables,
            body,
            handlers,
            span: self.parser.span_from(start),
        })
    }

    fn deeper(&mut self) -> Read<()> {
        if self.depth > 40 {
            return self.stop("the block nests too deep");
        }
        self.depth += 1;
        Ok(())
    }

    fn handler(&mut self) -> Read<Handler> {
        let mut conditions = Vec::new();
        loop {
            if self.parser.eat_word("sqlstate") {
                match self.parser.string() {
                    Ok(code) => conditions.push(code),
                    Err(_) => return self.stop("a handler's condition is not interpreted"),
                }
            } else {
                match self.parser.any_label() {
                    Ok(name) => conditions.push(name.value),
                    Err(_) => return self.stop("a handler's condition is not interpreted"),
                }
            }
            if !self.parser.eat(Kw::Or) {
                break;
            }
        }
        self.expect(Kw::Then)?;
        let body = self.statements(&[Kw::End, Kw::When])?;
        Ok(Handler { conditions, body })
    }

    fn declarations(&mut self) -> Read<Vec<(String, bool, Option<PlValue>)>> {
        let mut variables = Vec::new();
        while !self.parser.at(Kw::Begin) {
            if self.parser.eat(Kw::Declare) {
                continue;
            }
            let Ok(name) = self.parser.any_label() else {
                return self.stop("a declaration is not interpreted");
            };
            let end = self.statement_end()?;
            let start = self.parser.pos();
            let is_cursor = (start..start + 3).any(|at| {
                self.parser
                    .tok_at(at)
                    .is_some_and(|tok| tok.kw == Some(Kw::Cursor))
            });
            let value = if is_cursor {
                Some(self.unknown_value(start, end))
            } else {
                self.value_at(end)
                    .map(|()| self.value(self.parser.pos(), end))
            };
            let is_row = (start..end).any(|at| {
                let text = self.parser.text_at(at);
                (at == start && text.eq_ignore_ascii_case("record"))
                    || text.eq_ignore_ascii_case("rowtype")
            });
            variables.push((name.value, is_row, value));
            self.parser.set_pos(end);
            self.semicolon()?;
        }
        Ok(variables)
    }

    /// The expression of tokens `from..to`.
    fn value(&mut self, from: usize, to: usize) -> PlValue {
        let expr = self.parser.pl_expr(from, to);
        let (_, calls) = self.harmless(from, to);
        PlValue {
            expr,
            calls,
            span: self.parser.span(self.parser.bytes(from, to)),
        }
    }

    fn unknown_value(&self, from: usize, to: usize) -> PlValue {
        PlValue {
            expr: self.parser.pl_unknown(from, to, NOT_FOLLOWED),
            calls: Vec::new(),
            span: self.parser.span(self.parser.bytes(from, to)),
        }
    }

    /// Moves behind `:=`, `=` or DEFAULT of a declaration.
    fn value_at(&mut self, end: usize) -> Option<()> {
        while self.parser.pos() < end {
            if self.parser.eat_kind(TokenKind::ColonEquals)
                || self.parser.eat_op("=")
                || self.parser.eat(Kw::Default)
            {
                return Some(());
            }
            self.parser.advance();
        }
        None
    }

    /// The index of the semicolon that ends the statement here.
    fn statement_end(&self) -> Read<usize> {
        let mut index = self.parser.pos();
        while let Some(tok) = self.parser.tok_at(index) {
            match tok.kind {
                TokenKind::Semicolon => return Ok(index),
                TokenKind::LParen => index = (tok.partner as usize).max(index),
                _ => {}
            }
            index += 1;
        }
        self.stop("a statement has no end")
    }

    // ---- statements ----

    fn statements(&mut self, ends: &[Kw]) -> Read<Vec<PlStmt>> {
        let mut all = Vec::new();
        while !self.parser.at_any(ends) && !self.parser.at_word("exception") {
            if self.parser.at_end() {
                return self.stop("the block has no END");
            }
            self.statement(&mut all)?;
        }
        Ok(all)
    }

    fn statement(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let label = self.label()?;
        if self.parser.at_any(&[Kw::Begin, Kw::Declare]) {
            let block = self.block_of(label)?;
            self.semicolon()?;
            all.push(PlStmt::Block(Box::new(block)));
            return Ok(());
        }
        for word in ["for", "foreach", "while", "loop"] {
            if self.parser.at_word(word) {
                return self.loop_statement(word, label, all);
            }
        }
        if label.is_some() {
            return self.stop("a label stands before what has none");
        }
        match self.parser.kw(0) {
            Some(Kw::If) => return self.if_statement(all),
            Some(Kw::Case) => return self.case_statement(all),
            Some(Kw::Execute) => return self.execute(all),
            Some(Kw::Return) => return self.returns(all),
            Some(Kw::Null) => {
                self.parser.advance();
                self.semicolon()?;
                all.push(PlStmt::Nothing);
                return Ok(());
            }
            Some(Kw::Close) => return self.skipped(all),
            Some(Kw::Fetch | Kw::Move) => return self.forgets(all),
            Some(Kw::Continue) => return self.leave(all),
            Some(Kw::Commit | Kw::Rollback) => {
                let kind = if self.parser.at(Kw::Commit) {
                    Transaction::Commit
                } else {
                    Transaction::Rollback
                };
                let end = self.statement_end()?;
                let span = self.parser.span(self.parser.bytes(start, end));
                self.parser.set_pos(end + 1);
                all.push(sql(Stmt {
                    kind: StmtKind::Transaction(kind),
                    span,
                    needs: Vec::new(),
                    access: None,
                    sets: Vec::new(),
                }));
                return Ok(());
            }
            _ => {}
        }
        if self.parser.at_word("raise") {
            return self.raise(all);
        }
        if self.parser.at_word("exit") {
            return self.leave(all);
        }
        if self.parser.at_word("perform") {
            return self.perform(all);
        }
        if self.parser.at_word("get") {
            return self.forgets(all);
        }
        for word in ["assert", "open"] {
            if self.parser.at_word(word) {
                return self.skipped(all);
            }
        }
        if self.at_assignment() {
            return self.assignment(all);
        }
        self.sql(all)
    }

    /// RETURN, RETURN NEXT and RETURN QUERY.
    fn returns(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let end = self.statement_end()?;
        self.parser.advance();
        let rows = if self.parser.eat(Kw::Next) {
            let from = self.parser.pos();
            (from < end).then(|| PlRows::Value(self.value(from, end)))
        } else if self.parser.eat_word("query") {
            let from = self.parser.pos();
            Some(if self.parser.at(Kw::Execute) {
                PlRows::Unknown
            } else {
                let query = self.parser.pl_query(from, end, 0);
                let (_, calls) = self.harmless(from, end);
                PlRows::Query(Box::new(query), calls)
            })
        } else {
            let from = self.parser.pos();
            let value = (from < end).then(|| self.value(from, end));
            self.parser.set_pos(end + 1);
            all.push(PlStmt::Return(value));
            return Ok(());
        };
        let span = self.parser.span(self.parser.bytes(start, end));
        self.parser.set_pos(end + 1);
        all.push(PlStmt::ReturnRows { rows, span });
        Ok(())
    }

    fn skipped(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let end = self.statement_end()?;
        self.parser.set_pos(end + 1);
        all.push(PlStmt::Nothing);
        Ok(())
    }

    /// A statement that sets variables, any that it names.
    fn forgets(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let end = self.statement_end()?;
        let mut variables = Vec::new();
        while self.parser.pos() < end {
            match self.parser.any_label() {
                Ok(name) => variables.push(name.value),
                Err(_) => self.parser.advance(),
            }
        }
        let span = self.parser.span(self.parser.bytes(start, end));
        self.parser.set_pos(end + 1);
        all.push(PlStmt::Forget { variables, span });
        Ok(())
    }

    /// EXIT and CONTINUE.
    fn leave(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let end = self.statement_end()?;
        let goes_on = self.parser.at(Kw::Continue);
        self.parser.advance();
        let label = if self.parser.pos() < end && !self.parser.at(Kw::When) {
            self.parser.any_label().ok().map(|name| name.value)
        } else {
            None
        };
        let when = (self.parser.eat(Kw::When)).then(|| self.value(self.parser.pos(), end));
        let span = self.parser.span(self.parser.bytes(start, end));
        self.parser.set_pos(end + 1);
        all.push(PlStmt::Leave {
            label,
            when,
            goes_on,
            span,
        });
        Ok(())
    }

    /// A static SQL statement.
    fn sql(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let end = self.statement_end()?;
        let bytes = self.parser.bytes(start, end);
        let semicolon = self.parser.bytes(end, end + 1);
        let is_select = self.parser.at(Kw::Select);
        let mut found = None;
        let mut into = Vec::new();
        let mut stmt = if let Some((variables, cut)) = self.target_of_into(start, end) {
            into = variables;
            // The variables of INTO are not SQL: blanks take their place.
            let Some(text) = self.parser.text.get(bytes.clone()) else {
                return self.stop("a statement is not interpreted");
            };
            let blanks = " ".repeat(cut.len());
            let (from, to) = (cut.start - bytes.start, cut.end - bytes.start);
            let text = [
                text.get(..from).unwrap_or(""),
                &blanks,
                text.get(to..).unwrap_or(""),
            ]
            .concat();
            let base = match self.parser.base {
                Base::File(file, offset) => Base::File(file, offset + bytes.start),
                whole @ Base::Whole(_) => whole,
            };
            let mut parser = Parser::new(&text, base, 0..text.len(), None);
            let span = parser.span(0..text.len());
            if is_select {
                found = Some(Box::new(whole_query(&mut parser)));
            }
            super::finish(parser, span, super::Reads::Dropped, &mut self.out)
        } else {
            let parser = Parser::new(
                self.parser.text,
                self.parser.base,
                bytes.clone(),
                Some(semicolon),
            );
            super::finish(
                parser,
                self.parser.span(bytes),
                super::Reads::Dropped,
                &mut self.out,
            )
        };
        if let (StmtKind::NoEffect { query, .. }, Some(_)) = (&mut stmt.kind, &found) {
            *query = found;
        }
        self.parser.set_pos(end + 1);
        all.push(PlStmt::Sql {
            stmt: Box::new(stmt),
            into,
        });
        Ok(())
    }

    /// The bytes of `INTO [STRICT] variables` in a query or data statement.
    fn target_of_into(&self, start: usize, end: usize) -> Option<(Vec<String>, Range<usize>)> {
        let first = self.parser.tok_at(start)?.kw?;
        let query = matches!(
            first,
            Kw::Select | Kw::With | Kw::Insert | Kw::Update | Kw::Delete | Kw::Values
        );
        if !query {
            return None;
        }
        let mut index = start;
        let mut previous = None;
        while index < end {
            let tok = self.parser.tok_at(index)?;
            if tok.kind == TokenKind::LParen {
                index = (tok.partner as usize).max(index) + 1;
                previous = None;
                continue;
            }
            if tok.kw == Some(Kw::Into) && !matches!(previous, Some(Kw::Insert | Kw::Merge)) {
                let mut last = index + 1;
                let mut variables = Vec::new();
                if self
                    .parser
                    .tok_at(last)
                    .is_some_and(|tok| tok.kw == Some(Kw::Strict))
                {
                    last += 1;
                }
                // `a`, `a.b`, `a[1]`, with commas between.
                while last < end {
                    variables.push(folded(self.parser.text_at(last)));
                    last += 1;
                    let goes_on = self
                        .parser
                        .tok_at(last)
                        .is_some_and(|tok| matches!(tok.kind, TokenKind::Comma | TokenKind::Dot));
                    if !goes_on {
                        break;
                    }
                    last += 1;
                }
                return Some((variables, self.parser.bytes(index, last.min(end))));
            }
            previous = tok.kw;
            index += 1;
        }
        None
    }

    fn perform(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let end = self.statement_end()?;
        let bytes = self.parser.bytes(start + 1, end);
        let mut parser = Parser::new(
            self.parser.text,
            self.parser.base,
            bytes,
            Some(self.parser.bytes(end, end + 1)),
        );
        if let Ok(Some(kind)) = parser.set_config_call() {
            let span = self.parser.span(self.parser.bytes(start, end));
            self.parser.set_pos(end + 1);
            all.push(sql(Stmt {
                kind,
                span,
                needs: Vec::new(),
                access: None,
                sets: Vec::new(),
            }));
            return Ok(());
        }
        let length = parser.len();
        let found = parser.pl_select(0, 0, length, 0);
        parser.set_pos(0);
        if let Err(fault) = parser
            .select_after_word(false)
            .and_then(|_| parser.perform_tail())
            && fault.kind == FaultKind::Refused
        {
            self.out.extend(fault.diagnostic());
        }
        let mut kind = parser.mentioned("PERFORM");
        if let StmtKind::NoEffect { query, .. } = &mut kind {
            *query = Some(Box::new(found));
        }
        let span = self.parser.span(self.parser.bytes(start, end));
        self.parser.set_pos(end + 1);
        all.push(PlStmt::Sql {
            stmt: Box::new(Stmt {
                kind,
                span,
                needs: std::mem::take(&mut parser.needs),
                access: parser.take_writes(),
                sets: std::mem::take(&mut parser.sets),
            }),
            into: Vec::new(),
        });
        Ok(())
    }

    fn raise(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let end = self.statement_end()?;
        self.parser.advance();
        let harmless = ["notice", "warning", "info", "log", "debug"]
            .iter()
            .any(|level| self.parser.at_word(level));
        let mut condition = None;
        if !self.parser.eat_word("exception") && self.parser.pos() < end {
            // `RAISE name` and `RAISE SQLSTATE 'code'`.
            if self.parser.eat_word("sqlstate") {
                condition = self.parser.string().ok();
            } else if !self.parser.at_string() {
                condition = self.parser.any_label().ok().map(|name| name.value);
            }
        }
        while self.parser.pos() < end {
            if self.parser.eat_word("errcode") {
                self.parser.advance();
                condition = self.parser.string().ok();
            } else {
                self.parser.advance();
            }
        }
        let span = self.parser.span(self.parser.bytes(start, end));
        self.parser.set_pos(end + 1);
        all.push(if harmless {
            PlStmt::Nothing
        } else {
            PlStmt::RaiseException { condition, span }
        });
        Ok(())
    }

    // ---- assignments ----

    fn at_assignment(&self) -> bool {
        if !self.parser.at_col_id(0) {
            return false;
        }
        let mut ahead = 1;
        loop {
            match self.parser.kind(ahead) {
                Some(TokenKind::Dot) => ahead += 2,
                Some(TokenKind::LBracket) => {
                    while !matches!(self.parser.kind(ahead), None | Some(TokenKind::RBracket)) {
                        ahead += 1;
                    }
                    ahead += 1;
                }
                Some(TokenKind::ColonEquals) => return true,
                Some(TokenKind::Op) => return self.parser.tok_text(ahead) == "=",
                _ => return false,
            }
        }
    }

    fn assignment(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let end = self.statement_end()?;
        let Ok(name) = self.parser.any_label() else {
            return self.stop("an assignment is not interpreted");
        };
        let is_end = |parser: &Parser<'_>, ahead: usize| {
            matches!(
                parser.kind(ahead),
                Some(TokenKind::ColonEquals | TokenKind::Op)
            )
        };
        let part = if is_end(&self.parser, 0) {
            PlPart::Whole
        } else if self.parser.at_kind(TokenKind::Dot) && is_end(&self.parser, 2) {
            self.parser.advance();
            match self.parser.any_label() {
                Ok(name) => PlPart::Field(name.value),
                Err(_) => PlPart::Other,
            }
        } else {
            PlPart::Other
        };
        if self.value_at(end).is_none() {
            return self.stop("an assignment is not interpreted");
        }
        let value = self.value(self.parser.pos(), end);
        self.parser.set_pos(end + 1);
        all.push(PlStmt::Assign {
            variable: name.value,
            part,
            value,
        });
        Ok(())
    }

    // ---- IF ----

    fn if_statement(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        self.deeper()?;
        self.parser.advance();
        let mut branches = Vec::new();
        let mut otherwise = Vec::new();
        loop {
            let then = self.find_then()?;
            let condition = self.value(self.parser.pos(), then);
            self.parser.set_pos(then);
            self.expect(Kw::Then)?;
            let body = self.branch(&[])?;
            branches.push((condition, body));
            if self.parser.eat_word("elsif") || self.parser.eat_word("elseif") {
                continue;
            }
            if self.parser.eat(Kw::Else) {
                otherwise = self.branch(&[])?;
            }
            break;
        }
        self.expect(Kw::End)?;
        self.expect(Kw::If)?;
        self.semicolon()?;
        self.depth -= 1;
        all.push(PlStmt::If {
            branches,
            otherwise,
        });
        Ok(())
    }

    /// `CASE [operand] WHEN … THEN … [ELSE …] END CASE`.
    fn case_statement(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        self.deeper()?;
        let start = self.parser.pos();
        let span = self.parser.here();
        self.parser.advance();
        let operand = if self.parser.at(Kw::When) {
            None
        } else {
            let from = self.parser.pos();
            let length = self.parser.len();
            let when = self.parser.pl_find(from, length, |p, at| {
                p.tok_at(at).is_some_and(|tok| tok.kw == Some(Kw::When))
            });
            let Some(when) = when else {
                return self.stop_at(start, "a CASE has no WHEN");
            };
            self.parser.set_pos(when);
            Some(self.parser.pl_expr(from, when))
        };
        let mut branches = Vec::new();
        while self.parser.eat(Kw::When) {
            let then = self.find_then()?;
            let from = self.parser.pos();
            let mut condition = self.value(from, then);
            if let Some(operand) = &operand {
                let list = self.parser.pl_list(from, then);
                let values = list
                    .iter()
                    .map(|(from, to)| self.parser.pl_expr(*from, *to));
                condition.expr = PlExpr::In(Box::new(operand.clone()), values.collect());
            }
            self.parser.set_pos(then + 1);
            let body = self.branch(&[Kw::When])?;
            branches.push((condition, body));
        }
        let otherwise = if self.parser.eat(Kw::Else) {
            self.branch(&[])?
        } else {
            vec![PlStmt::RaiseException {
                condition: Some("case_not_found".to_owned()),
                span,
            }]
        };
        self.expect(Kw::End)?;
        self.expect(Kw::Case)?;
        self.semicolon()?;
        self.depth -= 1;
        all.push(PlStmt::If {
            branches,
            otherwise,
        });
        Ok(())
    }

    fn branch(&mut self, ends: &[Kw]) -> Read<Vec<PlStmt>> {
        let mut all = Vec::new();
        while !self.parser.at_any(&[Kw::End, Kw::Else])
            && !self.parser.at_any(ends)
            && !self.parser.at_word("elsif")
            && !self.parser.at_word("elseif")
        {
            if self.parser.at_end() {
                return self.stop("an IF has no END IF");
            }
            self.statement(&mut all)?;
        }
        Ok(all)
    }

    fn find_then(&self) -> Read<usize> {
        let end = self.statement_end()?;
        // The THEN of a CASE within is another.
        let then = self.parser.pl_find(self.parser.pos(), end, |p, at| {
            p.tok_at(at).is_some_and(|tok| tok.kw == Some(Kw::Then))
        });
        match then {
            Some(then) => Ok(then),
            None => self.stop("an IF has no THEN"),
        }
    }

    // ---- EXECUTE ----

    fn execute(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let end = self.statement_end()?;
        self.parser.advance();
        let from = self.parser.pos();
        let text_end = self.parser.pl_find(from, end, is_tail).unwrap_or(end);
        let text = self.value(from, text_end);
        let mut into = Vec::new();
        if let Some(at) = self.parser.pl_find(text_end, end, |parser, at| {
            parser
                .tok_at(at)
                .is_some_and(|tok| tok.kw == Some(Kw::Into))
        }) {
            let stop = self.parser.pl_find(at + 1, end, is_tail).unwrap_or(end);
            for (from, _) in self.parser.pl_list(at + 1, stop) {
                let strict = self
                    .parser
                    .tok_at(from)
                    .is_some_and(|tok| tok.kw == Some(Kw::Strict));
                into.push(folded(self.parser.text_at(from + usize::from(strict))));
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
            let statements = super::parse_part(text, base, range, whole, texts, &mut faults);
            (statements, faults)
        });
        let span = self.parser.span(self.parser.bytes(start, end));
        self.parser.set_pos(end + 1);
        all.push(PlStmt::Execute {
            text,
            constant,
            into,
            span,
        });
        Ok(())
    }

    // ---- loops ----

    fn loop_statement(
        &mut self,
        word: &str,
        label: Option<String>,
        all: &mut Vec<PlStmt>,
    ) -> Read<()> {
        self.deeper()?;
        let start = self.parser.pos();
        let length = self.parser.len();
        let head = if word == "loop" {
            Some(start)
        } else {
            self.parser.pl_find(start, length, |p, at| {
                p.text_at(at).eq_ignore_ascii_case("loop")
            })
        };
        let Some(head) = head else {
            return self.stop_at(start, "a loop has no LOOP");
        };
        self.parser.advance();
        let over = match word {
            "while" => {
                let condition = self.value(start + 1, head);
                PlOver::While(Some(condition))
            }
            "for" => self.for_head(start, head)?,
            "foreach" => self.foreach_head(start, head)?,
            _ => PlOver::While(None),
        };
        let span = self.parser.span(self.parser.bytes(start, head + 1));
        self.parser.set_pos(head + 1);
        let mut body = Vec::new();
        while !self.parser.at(Kw::End) {
            if self.parser.at_end() {
                return self.stop_at(start, "the loop has no END LOOP");
            }
            self.statement(&mut body)?;
        }
        self.expect(Kw::End)?;
        if !self.parser.eat_word("loop") {
            return self.stop_at(start, "the loop has no END LOOP");
        }
        if self.parser.at_col_id(0) {
            self.parser.advance();
        }
        self.semicolon()?;
        self.depth -= 1;
        all.push(PlStmt::Loop(Box::new(PlLoop {
            label,
            over,
            body,
            span,
        })));
        Ok(())
    }

    /// What stands between FOR and LOOP.
    fn for_head(&mut self, start: usize, head: usize) -> Read<PlOver> {
        const FORM: &str = "a FOR loop has a form that is not interpreted";
        let is_kw = |parser: &Parser<'_>, at: usize, kw: Kw| {
            parser.tok_at(at).is_some_and(|tok| tok.kw == Some(kw))
        };
        let at = self
            .parser
            .pl_find(start, head, |p, at| is_kw(p, at, Kw::In));
        let Some(at) = at else {
            return self.stop_at(start, FORM);
        };
        let mut variables = Vec::new();
        for (from, _) in self.parser.pl_list(start + 1, at) {
            variables.push(folded(self.parser.text_at(from)));
        }
        let reverse = self.parser.text_at(at + 1).eq_ignore_ascii_case("reverse");
        let from = at + 1 + usize::from(reverse);
        let dots = self.parser.pl_find(from, head, |p, at| {
            p.tok_at(at)
                .is_some_and(|tok| tok.kind == TokenKind::DotDot)
        });
        if let Some(dots) = dots {
            let by = self
                .parser
                .pl_find(dots, head, |p, at| is_kw(p, at, Kw::By));
            let (Some(variable), 1) = (variables.pop(), variables.len() + 1) else {
                return self.stop_at(start, FORM);
            };
            return Ok(PlOver::Range {
                variable,
                from: self.value(from, dots),
                to: self.value(dots + 1, by.unwrap_or(head)),
                by: by.map(|by| self.value(by + 1, head)),
                reverse,
            });
        }
        let mut query = self.parser.pl_query(from, head, 0);
        if let Some((reason, _)) = &mut query.problem
            && !is_kw(&self.parser, from, Kw::Select)
        {
            "the rows that the loop runs through are known only when it runs".clone_into(reason);
        }
        let (_, calls) = self.harmless(from, head);
        Ok(PlOver::Query {
            variables,
            query: Box::new(query),
            calls,
        })
    }

    /// What stands between FOREACH and LOOP.
    fn foreach_head(&mut self, start: usize, head: usize) -> Read<PlOver> {
        self.parser.set_pos(start + 1);
        let variable = self.parser.any_label();
        match variable {
            Ok(variable) if self.parser.eat_all(&[Kw::In, Kw::Array]) => Ok(PlOver::Array {
                variable: variable.value,
                array: self.value(self.parser.pos(), head),
            }),
            _ => self.stop_at(start, "a FOREACH loop has a form that is not interpreted"),
        }
    }

    // ---- what a text can do ----

    /// Whether tokens `from..to` hold nothing that changes the catalog, and what they call.
    fn harmless(&mut self, from: usize, to: usize) -> (bool, Vec<CallRef>) {
        let mut calls: Vec<CallRef> = Vec::new();
        let mut harmless = true;
        for index in from..to {
            self.parser.set_pos(index);
            let Some(tok) = self.parser.tok(0).copied() else {
                break;
            };
            if !matches!(tok.kind, TokenKind::Word | TokenKind::QuotedIdent) {
                continue;
            }
            match tok.kw {
                Some(Kw::Create | Kw::Alter | Kw::Drop) => {
                    // What is temporary does not outlive the session.
                    harmless &= matches!(self.parser.kw(1), Some(Kw::Temp | Kw::Temporary))
                        || self.parser.begins_without_effect().is_some();
                }
                Some(Kw::Comment) if self.parser.kw(1) == Some(Kw::On) => harmless = false,
                Some(Kw::Import) if self.parser.kw(1) == Some(Kw::Foreign) => harmless = false,
                Some(Kw::Execute) => harmless &= self.harmless_execute(to, &mut calls),
                Some(Kw::Set) => {
                    harmless &= !(self.parser.tok_text(1).eq_ignore_ascii_case("search_path")
                        || self.parser.tok_text(2).eq_ignore_ascii_case("search_path"));
                }
                _ => {}
            }
            self.parser.set_pos(index);
            let callable = tok.kw.is_none() && self.parser.kind(1) == Some(TokenKind::LParen);
            let dotted = index > from
                && self
                    .parser
                    .tok_at(index - 1)
                    .is_some_and(|tok| tok.kind == TokenKind::Dot);
            if callable && let Ok(name) = self.parser.any_label() {
                let mut parts = Vec::new();
                if dotted && index >= 2 {
                    self.parser.set_pos(index - 2);
                    parts.extend(self.parser.any_label().ok());
                }
                parts.push(name);
                if let Ok(name) = self.parser.qname_of(parts) {
                    self.parser.set_pos(index + 1);
                    let arguments = self.count_arguments();
                    calls.push(CallRef { name, arguments });
                }
            }
        }
        self.parser.set_pos(from);
        (harmless, calls)
    }

    /// The number of arguments in the parentheses here.
    fn count_arguments(&self) -> usize {
        let open = self.parser.pos();
        let close = self
            .parser
            .tok_at(open)
            .map_or(open, |tok| tok.partner as usize);
        if close <= open + 1 {
            return 0;
        }
        let (mut count, mut index) = (1, open + 1);
        while index < close {
            let Some(tok) = self.parser.tok_at(index) else {
                break;
            };
            match tok.kind {
                TokenKind::Comma => count += 1,
                TokenKind::LParen => index = (tok.partner as usize).max(index),
                _ => {}
            }
            index += 1;
        }
        count
    }

    /// Whether an EXECUTE's text is known to leave the catalog alone, as far as
    /// its beginning tells. `GRANT EXECUTE ON` and `EXECUTE FUNCTION` are words only.
    fn harmless_execute(&mut self, to: usize, calls: &mut Vec<CallRef>) -> bool {
        if matches!(
            self.parser.kw(1),
            Some(Kw::On | Kw::Function | Kw::Procedure)
        ) {
            return true;
        }
        self.parser.advance();
        let end = self.statement_end().unwrap_or(to);
        let from = self.parser.pos();
        let end = self.parser.pl_find(from, end, is_tail).unwrap_or(end);
        let expr = self.parser.pl_expr(from, end);
        let beginning = beginning(&expr);
        if let Some(more) = calls_of_select(&beginning, &expr, Span::default()) {
            calls.extend(more);
            return true;
        }
        let parser = Parser::new(
            &beginning,
            Base::Whole(Span::default()),
            0..beginning.len(),
            None,
        );
        parser.begins_without_effect().is_some()
    }
}

/// Whether the text of an EXECUTE ends here.
fn is_tail(parser: &Parser<'_>, at: usize) -> bool {
    let kw = parser.tok_at(at).and_then(|tok| tok.kw);
    matches!(kw, Some(Kw::Into | Kw::Using))
}

/// An SQL statement without variables.
fn sql(stmt: Stmt) -> PlStmt {
    PlStmt::Sql {
        stmt: Box::new(stmt),
        into: Vec::new(),
    }
}

fn whole_query(parser: &mut Parser<'_>) -> PlQuery {
    let length = parser.len();
    let query = parser.pl_query(0, length, 0);
    parser.set_pos(0);
    query
}

/// A variable's name as PL/pgSQL knows it.
fn folded(text: &str) -> String {
    match text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
    {
        Some(quoted) => quoted.replace("\"\"", "\""),
        None => text.to_ascii_lowercase(),
    }
}

/// What is known of the beginning of a text without running anything.
fn beginning(expr: &PlExpr) -> String {
    match expr {
        PlExpr::Text(text) => text.clone(),
        PlExpr::Concat(a, b) => {
            let first = beginning(a);
            match a.as_ref() {
                PlExpr::Text(_) => first + &beginning(b),
                _ => first,
            }
        }
        PlExpr::Cast { value, .. } => beginning(value),
        PlExpr::Call {
            name, arguments, ..
        } if matches!(name.as_str(), "format" | "concat") => {
            let first = arguments.first().map(beginning).unwrap_or_default();
            match (name.as_str(), first.find('%')) {
                ("format", Some(at)) => first.get(..at).unwrap_or("").to_owned(),
                _ => first,
            }
        }
        _ => String::new(),
    }
}

/// The query in a text that EXECUTE … INTO runs.
pub(super) fn query_of_text(text: &str, span: Span) -> PlQuery {
    let text = text.trim_end().trim_end_matches(';');
    whole_query(&mut Parser::new(
        text,
        Base::Whole(span),
        0..text.len(),
        None,
    ))
}

/// The functions that a SELECT calls whose text is known in part: its beginning, and
/// the strings that it is made of. `None` when it is no SELECT. What is not known may
/// be the name of a function, which then stands for any. EXECUTE refuses SELECT INTO,
/// so that nothing else of it changes the catalog.
fn calls_of_select(beginning: &str, expr: &PlExpr, span: Span) -> Option<Vec<CallRef>> {
    /// In place of what is not known: a letter of names.
    const OPEN: &str = "\u{e000}";
    let mut text = String::from(beginning);
    text.push_str(OPEN);
    expr.walk(&mut |part| {
        if let PlExpr::Text(piece) = part {
            let piece = ["%I", "%s", "%L"]
                .iter()
                .fold(piece.clone(), |piece, hole| piece.replace(hole, OPEN));
            text.push_str(OPEN);
            text.push_str(&piece);
            text.push_str(OPEN);
        }
    });
    let parser = Parser::new(&text, Base::Whole(span), 0..text.len(), None);
    let is_select = parser.at(Kw::Select);
    let mut reader = Reader {
        out: Vec::new(),
        depth: 0,
        parser,
    };
    let length = reader.parser.len();
    let (_, mut calls) = reader.harmless(0, length);
    // What follows SELECT may be all of a call.
    let first = reader.parser.tok_at(1).is_some_and(|tok| {
        let text = reader.parser.text.get(tok.start..tok.end).unwrap_or("");
        text.starts_with(OPEN)
    });
    let open = calls.iter().any(|call| call.name.name.value.contains(OPEN));
    if first || open {
        calls.retain(|call| !call.name.name.value.contains(OPEN));
        calls.push(CallRef::any(span));
    }
    is_select.then_some(calls)
}

/// What is known of a statement of whose text only the beginning is. `expr` is what
/// makes the text.
pub(super) fn of_beginning(text: &str, expr: &PlExpr, span: Span) -> Beginning {
    if let Some(calls) = calls_of_select(text, expr, span) {
        return Beginning::Selects(calls);
    }
    let mut parser = Parser::new(text, Base::Whole(span), 0..text.len(), None);
    if parser.begins_without_effect().is_some() {
        return Beginning::NoEffect;
    }
    // The name must have ended: more of it could follow.
    let ended = text
        .ends_with(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.' | '"' | '$'))
        || parser.len() > 3;
    if ended && parser.eat_all(&[Kw::Alter, Kw::Table]) {
        parser.if_exists();
        parser.eat(Kw::Only);
        let name = parser.qname();
        let behind = parser.tok(0).is_some() || text.ends_with(char::is_whitespace);
        // RENAME and SET SCHEMA make a new name, which is not known.
        let moves = parser.at(Kw::Rename) || parser.at(Kw::Set) || parser.at_end();
        if let Ok(name) = name
            && behind
            && !moves
        {
            return Beginning::Alters(name);
        }
    }
    Beginning::Unknown
}

/// See [`of_beginning`].
#[derive(Clone, Debug)]
pub(crate) enum Beginning {
    /// It leaves the catalog alone, whatever follows.
    NoEffect,
    /// It is a SELECT that calls these, whatever follows.
    Selects(Vec<CallRef>),
    /// It changes that table alone.
    Alters(crate::ddl::QName),
    /// Anything may follow.
    Unknown,
}
