//! Operands that begin with a word: columns, calls, CASE, typed literals and
//! the functions with a syntax of their own.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use super::types::is_type_keyword;
use crate::ddl::{
    Call, CallRef, ColumnRef, ExprShape, Form, FormKind, Name, QName, Read, SetParameter, SetScope,
};
use crate::split::TokenKind;
use std::sync::Arc;

fn form(name: &str, kind: FormKind) -> ExprShape {
    ExprShape::Call(name.to_owned(), Box::new(Form::from(kind)))
}

/// What the grammar has a word for.
fn word(name: &str) -> ExprShape {
    form(name, FormKind::Word)
}

/// What is not kept, but lends its name to an output column.
pub(super) fn named(name: &str) -> ExprShape {
    form(name, FormKind::Unknown)
}

impl Parser<'_> {
    /// An operand that begins with an unquoted word.
    pub(super) fn word_operand(&mut self) -> Parsed<ExprShape> {
        let Some(kw) = self.kw(0) else {
            return self.name_operand();
        };
        let paren = self.kind(1) == Some(TokenKind::LParen);
        match kw {
            Kw::Null => Ok(self.taken(ExprShape::Null)),
            Kw::True => Ok(self.taken(ExprShape::Bool(true))),
            Kw::False => Ok(self.taken(ExprShape::Bool(false))),
            Kw::Case => self.case(),
            Kw::CurrentDate
            | Kw::CurrentUser
            | Kw::CurrentRole
            | Kw::CurrentCatalog
            | Kw::SessionUser
            | Kw::User => Ok(self.taken(word(kw.word()))),
            Kw::CurrentSchema if !paren => Ok(self.taken(word(kw.word()))),
            Kw::CurrentTime | Kw::CurrentTimestamp | Kw::Localtime | Kw::Localtimestamp => {
                self.advance();
                if paren {
                    self.advance();
                    self.expect_kind(TokenKind::Integer)?;
                    self.expect_kind(TokenKind::RParen)?;
                    // Its type has the precision as modifier.
                    return Ok(named(kw.word()));
                }
                Ok(word(kw.word()))
            }
            Kw::Array if self.kind(1) == Some(TokenKind::LBracket) => {
                self.advance();
                let elements = self.array_elements()?;
                Ok(form("array", FormKind::Array(elements)))
            }
            Kw::Array if paren => {
                self.advance();
                let (_, select) = self.subquery()?;
                Ok(form("array", FormKind::ArrayQuery(select)))
            }
            Kw::Exists if paren => {
                self.advance();
                let (_, select) = self.subquery()?;
                Ok(form("exists", FormKind::Exists(select)))
            }
            Kw::Row if paren => {
                self.advance();
                self.advance();
                self.arguments()?;
                Ok(form("row", FormKind::Row))
            }
            Kw::Cast | Kw::Treat if paren => {
                let start = self.pos();
                self.advance();
                self.advance();
                let inner = self.any_expr()?;
                self.expect(Kw::As)?;
                let ty = self.type_name()?;
                self.expect_kind(TokenKind::RParen)?;
                if kw == Kw::Treat {
                    return Ok(named(&ty.name.name.value));
                }
                Ok(self.cast(inner, ty, start))
            }
            Kw::Coalesce | Kw::Greatest | Kw::Least | Kw::Nullif | Kw::Grouping if paren => {
                self.advance();
                let list = self.parens(Self::any_expr)?;
                Ok(match kw {
                    Kw::Nullif => form(kw.word(), FormKind::Nullif(list)),
                    Kw::Grouping => word(kw.word()),
                    _ => form(kw.word(), FormKind::Common(list)),
                })
            }
            Kw::Extract if paren => {
                self.advance();
                self.advance();
                let field = if self.at_string() {
                    self.string()?
                } else {
                    self.any_label()?.value
                };
                self.expect(Kw::From)?;
                let of = self.any_expr()?;
                self.expect_kind(TokenKind::RParen)?;
                Ok(self.own_call("extract", vec![ExprShape::Str(field), of]))
            }
            Kw::Position if paren => {
                self.advance();
                self.advance();
                let part = self.restricted_expr()?;
                self.expect(Kw::In)?;
                let whole = self.restricted_expr()?;
                self.expect_kind(TokenKind::RParen)?;
                Ok(self.own_call("position", vec![whole, part]))
            }
            Kw::Substring | Kw::Overlay if paren => {
                self.advance();
                self.advance();
                let start = self.pos();
                let mut arguments = self.arguments_with(&[
                    Kw::From,
                    Kw::For,
                    Kw::Similar,
                    Kw::Escape,
                    Kw::Placing,
                ])?;
                // `substring(x FOR n)` begins at 1; `FOR n FROM m` is the other way round.
                let words: Vec<Kw> = (start..self.pos())
                    .filter_map(|at| self.tok_at(at)?.kw)
                    .filter(|kw| matches!(kw, Kw::From | Kw::For))
                    .collect();
                match (words.as_slice(), arguments.len()) {
                    ([Kw::For], 2) => arguments.insert(1, ExprShape::Number("1".to_owned())),
                    ([Kw::For, Kw::From], 3) => arguments.swap(1, 2),
                    _ => {}
                }
                Ok(self.own_call(kw.word(), arguments))
            }
            Kw::Trim if paren => self.trim(),
            Kw::Normalize if paren => {
                self.advance();
                self.advance();
                let text = self.any_expr()?;
                if self.eat_kind(TokenKind::Comma)
                    && self
                        .eat_any(&[Kw::Nfc, Kw::Nfd, Kw::Nfkc, Kw::Nfkd])
                        .is_none()
                {
                    return self.unexpected();
                }
                self.expect_kind(TokenKind::RParen)?;
                Ok(self.own_call("normalize", vec![text]))
            }
            Kw::Collation if self.kw(1) == Some(Kw::For) => {
                self.advance();
                self.advance();
                self.expect_kind(TokenKind::LParen)?;
                self.any_expr()?;
                self.expect_kind(TokenKind::RParen)?;
                Ok(word("pg_collation_for"))
            }
            _ if paren && is_loose_form(kw) => {
                self.advance();
                self.loose_parens()?;
                self.call_tail()?;
                Ok(if kw == Kw::Xmlserialize || !kw.word().starts_with("xml") {
                    named(kw.word())
                } else {
                    word(kw.word())
                })
            }
            Kw::Double if self.kw(1) == Some(Kw::Precision) => self.typed_literal(),
            _ if is_type_keyword(kw) && kw != Kw::Json && self.at_typed_literal() => {
                self.typed_literal()
            }
            _ => self.name_operand(),
        }
    }

    /// A call of a function that the grammar chooses.
    pub(super) fn own_call(&self, name: &str, arguments: Vec<ExprShape>) -> ExprShape {
        let schema = Some(Name {
            value: "pg_catalog".to_owned(),
            span: self.last(),
        });
        form(
            name,
            FormKind::Function(Call {
                schema,
                arguments,
                special: false,
                span: self.last(),
            }),
        )
    }

    fn taken(&mut self, shape: ExprShape) -> ExprShape {
        self.advance();
        shape
    }

    fn at_typed_literal(&self) -> bool {
        self.at_string_ahead(1)
            || self.kind(1) == Some(TokenKind::LParen)
            || matches!(self.kw(1), Some(Kw::Varying | Kw::Character | Kw::Char))
            || (matches!(self.kw(1), Some(Kw::With | Kw::Without)) && self.kw(2) == Some(Kw::Time))
    }

    /// `timestamp '…'`, `interval '1' day`.
    fn typed_literal(&mut self) -> Parsed<ExprShape> {
        let start = self.pos();
        let mut ty = self.type_name()?;
        let text = self.string()?;
        if ty.name.name.value == "interval" && ty.modifiers.is_empty() {
            ty.interval_fields = self.interval_fields(&mut ty.modifiers)?;
        }
        Ok(self.cast(ExprShape::Str(text), ty, start))
    }

    fn case(&mut self) -> Parsed<ExprShape> {
        self.advance();
        if !self.at(Kw::When) {
            self.any_expr()?;
        }
        self.expect(Kw::When)?;
        let mut results = Vec::new();
        loop {
            self.any_expr()?;
            self.expect(Kw::Then)?;
            results.push(self.any_expr()?);
            if !self.eat(Kw::When) {
                break;
            }
        }
        let otherwise = if self.eat(Kw::Else) {
            Some(Box::new(self.any_expr()?))
        } else {
            None
        };
        self.expect(Kw::End)?;
        let results = Form::from(FormKind::Common(results));
        Ok(ExprShape::Case(otherwise, Box::new(results)))
    }

    /// `[ … ]` of ARRAY, with nested ones.
    fn array_elements(&mut self) -> Parsed<Vec<ExprShape>> {
        self.deeper(|parser| {
            parser.expect_kind(TokenKind::LBracket)?;
            if parser.eat_kind(TokenKind::RBracket) {
                return Ok(Vec::new());
            }
            let elements = if parser.at_kind(TokenKind::LBracket) {
                let lists = parser.list(Self::array_elements)?;
                let lists = lists.into_iter();
                lists
                    .map(|list| form("array", FormKind::Array(list)))
                    .collect()
            } else {
                parser.list(Self::any_expr)?
            };
            parser.expect_kind(TokenKind::RBracket)?;
            Ok(elements)
        })
    }

    fn trim(&mut self) -> Parsed<ExprShape> {
        self.advance();
        self.advance();
        let name = match self.eat_any(&[Kw::Both, Kw::Leading, Kw::Trailing]) {
            Some(Kw::Leading) => "ltrim",
            Some(Kw::Trailing) => "rtrim",
            _ => "btrim",
        };
        self.eat(Kw::From);
        let start = self.pos();
        let mut arguments = self.arguments_with(&[Kw::From])?;
        let from = (start..self.pos())
            .any(|at| self.tok_at(at).is_some_and(|tok| tok.kw == Some(Kw::From)));
        if from && arguments.len() == 2 {
            arguments.swap(0, 1);
        }
        Ok(self.own_call(name, arguments))
    }

    /// Arguments up to `)`, with words instead of commas between them.
    fn arguments_with(&mut self, words: &[Kw]) -> Parsed<Vec<ExprShape>> {
        let mut all = Vec::new();
        if self.eat_kind(TokenKind::RParen) {
            return Ok(all);
        }
        loop {
            all.push(self.argument()?.0);
            if self.eat_any(words).is_none() && !self.eat_kind(TokenKind::Comma) {
                self.expect_kind(TokenKind::RParen)?;
                return Ok(all);
            }
        }
    }

    /// One argument of a call, and whether it has a name.
    fn argument(&mut self) -> Parsed<(ExprShape, bool)> {
        let mut has_name = false;
        if self.at_type_function_name(0)
            && (self.kind(1) == Some(TokenKind::ColonEquals)
                || (self.kind(1) == Some(TokenKind::Op) && self.tok_text(1) == "=>"))
        {
            self.advance();
            self.advance();
            has_name = true;
        }
        Ok((self.any_expr()?, has_name))
    }

    /// Arguments up to `)`, and whether one has a name or is VARIADIC.
    fn arguments(&mut self) -> Parsed<(Vec<ExprShape>, bool)> {
        let mut all = Vec::new();
        let mut special = false;
        if self.eat_kind(TokenKind::RParen) {
            return Ok((all, special));
        }
        loop {
            special |= self.eat(Kw::Variadic);
            let (shape, has_name) = self.argument()?;
            special |= has_name;
            all.push(shape);
            if !self.eat_kind(TokenKind::Comma) {
                break;
            }
        }
        if self.at(Kw::Order) {
            self.info.has_aggregate_syntax = true;
            self.order_by()?;
        }
        self.expect_kind(TokenKind::RParen)?;
        Ok((all, special))
    }

    /// A column, a call, or a literal of a named type.
    pub(super) fn name_operand(&mut self) -> Parsed<ExprShape> {
        let start = self.pos();
        let column_name = self.at_col_id(0);
        let function_name = self.at_type_function_name(0);
        if !column_name && !function_name {
            return self.unexpected();
        }
        let mut parts = vec![self.any_label()?];
        let mut whole_row = false;
        while self.at_kind(TokenKind::Dot) && column_name {
            self.advance();
            if self.eat_op("*") {
                whole_row = true;
                break;
            }
            parts.push(self.any_label()?);
        }
        if whole_row {
            let column = self.add_column(parts);
            return Ok(named(column.map_or("", |column| &column.name.value)));
        }
        if self.at_kind(TokenKind::LParen) && (function_name || parts.len() > 1) {
            let name = self.qname_of(parts)?;
            return self.function_call(name);
        }
        if self.at_string() && (function_name || parts.len() > 1) {
            self.set_pos(start);
            return self.typed_literal();
        }
        if !column_name {
            return self.unexpected();
        }
        let Some(column) = self.add_column(parts).cloned() else {
            return self.unexpected();
        };
        let shape = ExprShape::Column(Arc::clone(&column));
        if self.at_kind(TokenKind::LBracket) {
            // The type is that of an element or a field, not the column's.
            return self.indirection(shape, Some(&column.name.value));
        }
        Ok(shape)
    }

    /// Notes the column of a name's parts.
    fn add_column(&mut self, mut parts: Vec<Name>) -> Option<&Arc<ColumnRef>> {
        let name = parts.pop()?;
        let column = Arc::new(ColumnRef {
            qualifier: parts,
            name,
        });
        if let Some(level) = self.level {
            self.access.reads.push(Read {
                level,
                column: Arc::clone(&column),
                or_output: self.at_outputs,
            });
        }
        self.info.columns.push(column);
        self.info.columns.last()
    }

    /// The parentheses of a call and what may follow them.
    pub(super) fn function_call(&mut self, name: QName) -> Parsed<ExprShape> {
        let start = self.pos();
        let shown = name.name.value.clone();
        let bare = std::mem::take(&mut self.bare_calls);
        self.expect_kind(TokenKind::LParen)?;
        let (mut arguments, special) = if self.eat_op("*") {
            self.expect_kind(TokenKind::RParen)?;
            self.info.has_aggregate_syntax = true;
            (Vec::new(), false)
        } else {
            if self.eat_any(&[Kw::Distinct, Kw::All]) == Some(Kw::Distinct) {
                self.info.has_aggregate_syntax = true;
            }
            self.arguments()?
        };
        let count = arguments.len();
        let first = arguments.first();
        if matches!(shown.as_str(), "nextval" | "currval" | "setval")
            && let Some(ExprShape::Str(text)) = first
            && let Some(sequence) = super::names::qname_in_text(text, self.span_from(start))
        {
            self.info.relations.push(sequence);
        }
        if shown == "set_config"
            && let Some(ExprShape::Str(text)) = first
        {
            self.sets.push(SetParameter {
                name: Name {
                    value: text.clone(),
                    span: self.span(self.bytes(start + 1, start + 2)),
                },
                value: None,
                places: Vec::new(),
                scope: SetScope::Call,
            });
        }
        // A call of `set_config` counts where it may set search_path.
        let other_setting = shown == "set_config"
            && matches!(first, Some(ExprShape::Str(text)) if !text.eq_ignore_ascii_case("search_path"));
        if !other_setting {
            if self.level.is_some() {
                self.access.calls.push(CallRef {
                    name: name.clone(),
                    arguments: count,
                });
            }
            self.info.calls.push(CallRef {
                name: name.clone(),
                arguments: count,
            });
        }
        self.bare_calls = bare;
        arguments.extend(self.call_tail()?);
        if self.at_string() {
            // `numeric(3, 1) '2.5'` for a type of any name.
            let text = self.string()?;
            return Ok(ExprShape::Cast(shown, Box::new(ExprShape::Str(text)), None));
        }
        let call = Call {
            span: name.span(),
            schema: name.schema,
            arguments,
            special,
        };
        Ok(form(&shown, FormKind::Function(call)))
    }

    /// WITHIN GROUP, FILTER and OVER; what the first sorts by.
    fn call_tail(&mut self) -> Parsed<Vec<ExprShape>> {
        let mut sorted = Vec::new();
        // A function in FROM or as an index key takes none of them; what stands in
        // its parentheses was read with `bare_calls` off again.
        if self.bare_calls {
            return Ok(sorted);
        }
        if self.eat_all(&[Kw::Within, Kw::Group]) {
            self.info.has_aggregate_syntax = true;
            self.expect_kind(TokenKind::LParen)?;
            sorted = self.order_by()?;
            self.expect_kind(TokenKind::RParen)?;
        }
        if self.at(Kw::Filter) && self.kind(1) == Some(TokenKind::LParen) {
            self.info.has_aggregate_syntax = true;
            self.advance();
            self.advance();
            self.expect(Kw::Where)?;
            self.any_expr()?;
            self.expect_kind(TokenKind::RParen)?;
        }
        if self.at(Kw::Over) && (self.kind(1) == Some(TokenKind::LParen) || self.at_col_id(1)) {
            self.info.has_aggregate_syntax = true;
            self.advance();
            if self.at_kind(TokenKind::LParen) {
                self.window()?;
            } else {
                self.col_id()?;
            }
        }
        Ok(sorted)
    }

    /// A window's parentheses.
    pub(super) fn window(&mut self) -> Parsed<()> {
        self.expect_kind(TokenKind::LParen)?;
        if self.at_col_id(0) && !self.at_any(&[Kw::Partition, Kw::Range, Kw::Rows, Kw::Groups]) {
            self.col_id()?;
        }
        if self.eat(Kw::Partition) {
            self.expect(Kw::By)?;
            self.list(Self::any_expr)?;
        }
        if self.at(Kw::Order) {
            self.order_by()?;
        }
        if self.eat_any(&[Kw::Range, Kw::Rows, Kw::Groups]).is_some() {
            if self.eat(Kw::Between) {
                self.frame_bound()?;
                self.expect(Kw::And)?;
            }
            self.frame_bound()?;
            if self.eat(Kw::Exclude) {
                if self.eat(Kw::Current) {
                    self.expect(Kw::Row)?;
                } else if self.eat(Kw::No) {
                    self.expect(Kw::Others)?;
                } else if self.eat_any(&[Kw::Group, Kw::Ties]).is_none() {
                    return self.unexpected();
                }
            }
        }
        self.expect_kind(TokenKind::RParen)
    }

    fn frame_bound(&mut self) -> Parsed<()> {
        if self.eat_all(&[Kw::Current, Kw::Row]) {
            return Ok(());
        }
        let unbounded =
            self.at(Kw::Unbounded) && matches!(self.kw(1), Some(Kw::Preceding | Kw::Following));
        if unbounded {
            self.advance();
        } else {
            self.any_expr()?;
        }
        if self.eat_any(&[Kw::Preceding, Kw::Following]).is_none() {
            return self.unexpected();
        }
        Ok(())
    }

    /// Passes over parentheses with a syntax of their own (XML, SQL/JSON),
    /// taking words for columns and calls by their looks.
    pub(super) fn loose_parens(&mut self) -> Parsed<()> {
        let start = self.pos();
        self.skip_parens()?;
        let end = self.pos();
        self.info.unparsed = true;
        let outer = self.level.take();
        self.set_pos(start + 1);
        while self.pos() + 1 < end {
            let named = self.at_col_id(0) && self.kw(0).is_none();
            if !named {
                self.advance();
                continue;
            }
            let mut parts = vec![self.any_label()?];
            while self.at_kind(TokenKind::Dot) && self.pos() + 2 < end && self.at_col_id(1) {
                self.advance();
                parts.push(self.any_label()?);
            }
            if self.at_kind(TokenKind::LParen) {
                let name = self.qname_of(parts)?;
                self.info.calls.push(CallRef { name, arguments: 0 });
            } else {
                self.add_column(parts);
            }
        }
        self.set_pos(end);
        self.level = outer;
        Ok(())
    }
}

/// Functions whose arguments have a grammar of their own.
fn is_loose_form(kw: Kw) -> bool {
    matches!(
        kw,
        Kw::Xmlconcat
            | Kw::Xmlelement
            | Kw::Xmlexists
            | Kw::Xmlforest
            | Kw::Xmlparse
            | Kw::Xmlpi
            | Kw::Xmlroot
            | Kw::Xmlserialize
            | Kw::Json
            | Kw::JsonArray
            | Kw::JsonArrayagg
            | Kw::JsonExists
            | Kw::JsonObject
            | Kw::JsonObjectagg
            | Kw::JsonQuery
            | Kw::JsonScalar
            | Kw::JsonSerialize
            | Kw::JsonValue
            | Kw::MergeAction
    )
}
