//! `CREATE …` of schemas, views, extensions, collations, policies and
//! triggers, and the way from CREATE to everything else.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{
    CollationSource, CreateExtension, CreateSchema, CreateTrigger, CreateView, Name, Persistence,
    PolicyCommand, PolicyOptions, QName, RelOption, Stmt, StmtKind, Transition, TriggerEvent,
    TriggerTiming,
};
use crate::split::TokenKind;

impl Parser<'_> {
    /// What follows CREATE.
    pub(super) fn create(&mut self) -> Parsed<StmtKind> {
        if self.eat_all(&[Kw::Or, Kw::Replace]) {
            return self.create_or_replace();
        }
        if let Some(persistence) = self.persistence()? {
            return self.create_with(persistence);
        }
        match self.kw(0) {
            Some(Kw::Table | Kw::Sequence) => self.create_with(Persistence::Permanent),
            Some(
                Kw::View
                | Kw::Recursive
                | Kw::Function
                | Kw::Procedure
                | Kw::Aggregate
                | Kw::Trigger
                | Kw::Constraint
                | Kw::Rule,
            ) => self.create_replaceable(false),
            _ => self.one_of(super::CREATE),
        }
    }

    /// TEMPORARY, UNLOGGED and their older spellings.
    pub(super) fn persistence(&mut self) -> Parsed<Option<Persistence>> {
        if self.eat_any(&[Kw::Local, Kw::Global]).is_some() {
            if self.eat_any(&[Kw::Temporary, Kw::Temp]).is_none() {
                return self.unexpected();
            }
            return Ok(Some(Persistence::Temporary));
        }
        Ok(
            match self.eat_any(&[Kw::Temporary, Kw::Temp, Kw::Unlogged]) {
                Some(Kw::Unlogged) => Some(Persistence::Unlogged),
                Some(_) => Some(Persistence::Temporary),
                None => None,
            },
        )
    }

    fn create_with(&mut self, persistence: Persistence) -> Parsed<StmtKind> {
        if self.eat(Kw::Table) {
            return self.create_table(persistence, false);
        }
        if self.eat(Kw::Sequence) {
            return self.create_sequence(persistence);
        }
        if persistence == Persistence::Unlogged && self.at_all(&[Kw::Materialized, Kw::View]) {
            self.advance();
            self.advance();
            return self.create_materialized_view();
        }
        if persistence == Persistence::Temporary && self.at_any(&[Kw::View, Kw::Recursive]) {
            return self.create_view(false, true);
        }
        self.unexpected()
    }

    fn create_or_replace(&mut self) -> Parsed<StmtKind> {
        match self.persistence()? {
            Some(Persistence::Temporary) if self.at_any(&[Kw::View, Kw::Recursive]) => {
                self.create_view(true, true)
            }
            Some(_) => self.unexpected(),
            None => self.create_replaceable(true),
        }
    }

    /// What can be created OR REPLACE.
    fn create_replaceable(&mut self, or_replace: bool) -> Parsed<StmtKind> {
        match self.kw(0) {
            Some(Kw::View | Kw::Recursive) => self.create_view(or_replace, false),
            Some(Kw::Function | Kw::Procedure) => self.create_function(or_replace),
            Some(Kw::Aggregate) => self.create_aggregate(or_replace),
            Some(Kw::Trigger | Kw::Constraint) => self.create_trigger(or_replace),
            Some(Kw::Rule) => self.create_rule(or_replace),
            Some(Kw::Language | Kw::Trusted | Kw::Procedural) => {
                let here = self.pos();
                if let Some(kind) = self.registry_statement("CREATE LANGUAGE")? {
                    return Ok(kind);
                }
                self.set_pos(here);
                self.skipped("CREATE LANGUAGE")
            }
            Some(Kw::Transform) => self.skipped("CREATE OR REPLACE"),
            _ => self.unexpected(),
        }
    }

    // ---- schema ----

    pub(super) fn create_schema(&mut self) -> Parsed<StmtKind> {
        let if_not_exists = self.if_not_exists();
        let mut of_session = false;
        let name = if self.eat(Kw::Authorization) {
            of_session = self.at_any(&[Kw::CurrentUser, Kw::CurrentRole, Kw::SessionUser]);
            self.role()?
        } else {
            let name = self.col_id()?;
            if self.eat(Kw::Authorization) {
                self.role()?;
            }
            name
        };
        let mut elements = Vec::new();
        while !self.at_end() {
            let start = self.pos();
            if if_not_exists {
                return Self::refuse(
                    "0A000",
                    self.here(),
                    "CREATE SCHEMA IF NOT EXISTS cannot include schema elements",
                );
            }
            let kind = self.schema_element()?;
            elements.push(Stmt {
                kind,
                span: self.span_from(start),
                needs: Vec::new(),
                access: None,
                sets: Vec::new(),
            });
        }
        Ok(StmtKind::CreateSchema(CreateSchema {
            name,
            of_session,
            if_not_exists,
            elements,
        }))
    }

    /// A statement inside CREATE SCHEMA.
    fn schema_element(&mut self) -> Parsed<StmtKind> {
        if self.at(Kw::Grant) {
            // It ends where the next element begins.
            self.advance();
            while !self.at_end() && !self.at_any(&[Kw::Create]) && !self.at_grant() {
                self.advance();
            }
            return Ok(Self::no_effect("GRANT"));
        }
        self.expect(Kw::Create)?;
        if let Some(persistence) = self.persistence()? {
            return self.create_with(persistence);
        }
        match self.kw(0) {
            Some(Kw::Table | Kw::Sequence) => self.create_with(Persistence::Permanent),
            Some(Kw::View | Kw::Recursive) => self.create_view(false, false),
            Some(Kw::Trigger | Kw::Constraint) => self.create_trigger(false),
            Some(Kw::Index) => {
                self.advance();
                self.create_index()
            }
            Some(Kw::Unique) => {
                self.advance();
                self.expect(Kw::Index)?;
                self.create_unique_index()
            }
            Some(Kw::Or) => {
                self.advance();
                self.expect(Kw::Replace)?;
                self.create_or_replace()
            }
            _ => self.unexpected(),
        }
    }

    /// GRANT at the start of an element, not in WITH GRANT OPTION.
    fn at_grant(&self) -> bool {
        self.at(Kw::Grant) && self.kw(1) != Some(Kw::Option)
    }

    // ---- views ----

    pub(super) fn create_view(&mut self, or_replace: bool, temporary: bool) -> Parsed<StmtKind> {
        let recursive = self.eat(Kw::Recursive);
        self.expect(Kw::View)?;
        let name = self.qname()?;
        let columns = if recursive || self.at_kind(TokenKind::LParen) {
            self.column_list()?
        } else {
            Vec::new()
        };
        let options = self.with_options()?;
        self.expect(Kw::As)?;
        let ctes = self.ctes.len();
        if recursive {
            // The view's own name is its common table expression.
            self.ctes.push(name.name.value.clone());
        }
        let (query, into) = self.query()?;
        self.ctes.truncate(ctes);
        if into.is_some() {
            return Self::refuse("0A000", query.span, "views must not contain SELECT INTO");
        }
        let mut check_option = None;
        if self.eat(Kw::With) {
            let start = self.pos() - 1;
            self.eat_any(&[Kw::Cascaded, Kw::Local]);
            self.expect(Kw::Check)?;
            self.expect(Kw::Option)?;
            check_option = Some(self.span_from(start));
        }
        Ok(StmtKind::CreateView(Box::new(CreateView {
            name,
            materialized: false,
            no_data: false,
            or_replace,
            if_not_exists: false,
            temporary,
            recursive,
            columns,
            method: None,
            options,
            query,
            check_option,
        })))
    }

    pub(super) fn create_materialized_view(&mut self) -> Parsed<StmtKind> {
        let if_not_exists = self.if_not_exists();
        let name = self.qname()?;
        let columns = if self.at_kind(TokenKind::LParen) {
            self.column_list()?
        } else {
            Vec::new()
        };
        let method = self.using_method()?;
        let options = self.with_options()?;
        if self.eat(Kw::Tablespace) {
            self.col_id()?;
        }
        self.expect(Kw::As)?;
        let (query, _) = self.query()?;
        let no_data = self.with_data()?;
        Ok(StmtKind::CreateView(Box::new(CreateView {
            name,
            materialized: true,
            no_data,
            or_replace: false,
            if_not_exists,
            temporary: false,
            recursive: false,
            columns,
            method,
            options,
            query,
            check_option: None,
        })))
    }

    /// `WITH [NO] DATA`; whether there are to be none.
    pub(super) fn with_data(&mut self) -> Parsed<bool> {
        let mut none = false;
        if self.eat(Kw::With) {
            none = self.eat(Kw::No);
            self.expect(Kw::Data)?;
        }
        Ok(none)
    }

    /// `USING method`, or nothing.
    pub(super) fn using_method(&mut self) -> Parsed<Option<Name>> {
        if self.eat(Kw::Using) {
            return Ok(Some(self.col_id()?));
        }
        Ok(None)
    }

    /// `WITH (…)`, or nothing.
    pub(super) fn with_options(&mut self) -> Parsed<Vec<RelOption>> {
        if self.at(Kw::With) && self.kind(1) == Some(TokenKind::LParen) {
            self.advance();
            return self.rel_options();
        }
        Ok(Vec::new())
    }

    /// `(name = value, …)` of WITH and SET.
    pub(super) fn rel_options(&mut self) -> Parsed<Vec<RelOption>> {
        self.parens(|parser| {
            let start = parser.pos();
            let mut namespace = None;
            let mut name = parser.any_label()?;
            if parser.eat_kind(TokenKind::Dot) {
                namespace = Some(name);
                name = parser.any_label()?;
            }
            let mut value = None;
            if parser.eat_op("=") {
                let from = parser.pos();
                value = if parser.at_string() {
                    Some(parser.string()?)
                } else {
                    parser.definition_value()?;
                    Some(parser.words(from, parser.pos()))
                };
            }
            Ok(RelOption {
                namespace,
                name,
                value,
                span: parser.span_from(start),
            })
        })
    }

    /// The value of an option (`def_arg`): a type, a word, a number, a string, an operator.
    pub(super) fn definition_value(&mut self) -> Parsed<()> {
        if self.at_string() {
            self.string()?;
        } else if self.at_op("-") || self.at_op("+") {
            self.advance();
            if !self.eat_kind(TokenKind::Integer) {
                self.expect_kind(TokenKind::Float)?;
            }
        } else if matches!(
            self.kind(0),
            Some(TokenKind::Integer | TokenKind::Float | TokenKind::Op)
        ) {
            self.advance();
        } else if self.at(Kw::Operator) && self.kind(1) == Some(TokenKind::LParen) {
            self.operator_name()?;
        } else if self.at_type(0) {
            self.function_type()?;
        } else {
            // Reserved words (`on`, `true`, `none`) and schema-qualified operators.
            self.any_label()?;
        }
        Ok(())
    }

    // ---- small ones ----

    pub(super) fn create_extension(&mut self) -> Parsed<StmtKind> {
        let if_not_exists = self.if_not_exists();
        let name = self.col_id()?;
        self.eat(Kw::With);
        let mut schema = None;
        let mut cascade = false;
        while !self.at_end() {
            if self.eat(Kw::Schema) {
                schema = Some(self.col_id()?);
            } else if self.eat(Kw::Version) || self.eat(Kw::From) {
                if self.at_string() {
                    self.string()?;
                } else {
                    self.any_label()?;
                }
            } else if self.eat(Kw::Cascade) {
                cascade = true;
            } else {
                return self.unexpected();
            }
        }
        Ok(StmtKind::CreateExtension(CreateExtension {
            name,
            if_not_exists,
            schema,
            cascade,
        }))
    }

    pub(super) fn create_collation(&mut self) -> Parsed<StmtKind> {
        let if_not_exists = self.if_not_exists();
        let name = self.qname()?;
        let source = if self.eat(Kw::From) {
            CollationSource::Copy(self.qname()?)
        } else {
            let mut from = None;
            let options = self.parens(|parser| parser.collation_option(&mut from))?;
            CollationSource::Options(options, from)
        };
        Ok(StmtKind::CreateCollation {
            if_not_exists,
            name,
            source,
        })
    }

    /// An option of CREATE COLLATION; what FROM names is a collation.
    fn collation_option(&mut self, from: &mut Option<QName>) -> Parsed<RelOption> {
        let start = self.pos();
        let name = self.any_label()?;
        let mut value = None;
        if self.eat_op("=") {
            let first = self.pos();
            let span = self.here();
            if self.at_string() {
                let text = self.string()?;
                if name.value == "from" {
                    *from = Some(QName {
                        schema: None,
                        name: Name {
                            value: text.clone(),
                            span,
                        },
                    });
                }
                value = Some(text);
            } else {
                if name.value == "from" {
                    *from = Some(self.qname()?);
                } else {
                    self.definition_value()?;
                }
                value = Some(self.words(first, self.pos()));
            }
        }
        Ok(RelOption {
            namespace: None,
            name,
            value,
            span: self.span_from(start),
        })
    }

    pub(super) fn create_policy(&mut self) -> Parsed<StmtKind> {
        let name = self.col_id()?;
        self.expect(Kw::On)?;
        let table = self.qname()?;
        let mut options = PolicyOptions::default();
        if self.eat(Kw::As) {
            let kind = self.any_label()?;
            if !matches!(kind.value.as_str(), "permissive" | "restrictive") {
                return Self::refuse(
                    "42601",
                    kind.span,
                    format!("unrecognized row security option \"{}\"", kind.value),
                );
            }
            options.restrictive = kind.value == "restrictive";
        }
        if self.eat(Kw::For) {
            let word = self.eat_any(&[Kw::All, Kw::Select, Kw::Insert, Kw::Update, Kw::Delete]);
            options.command = match word {
                Some(Kw::All) => PolicyCommand::All,
                Some(Kw::Select) => PolicyCommand::Select,
                Some(Kw::Insert) => PolicyCommand::Insert,
                Some(Kw::Update) => PolicyCommand::Update,
                Some(Kw::Delete) => PolicyCommand::Delete,
                _ => return self.unexpected(),
            };
        }
        self.policy_tail(&mut options)?;
        Ok(StmtKind::CreatePolicy {
            name,
            table,
            options: Box::new(options),
        })
    }

    /// TO, USING and WITH CHECK of a policy.
    pub(super) fn policy_tail(&mut self, options: &mut PolicyOptions) -> Parsed<()> {
        if self.eat(Kw::To) {
            options.roles = Some(self.list(Self::role)?);
        }
        if self.eat(Kw::Using) {
            options.using = Some(self.parens_expr()?);
        }
        if self.eat(Kw::With) {
            self.expect(Kw::Check)?;
            options.check = Some(self.parens_expr()?);
        }
        Ok(())
    }

    // ---- triggers ----

    fn create_trigger(&mut self, or_replace: bool) -> Parsed<StmtKind> {
        let start = self.pos();
        let constraint = self.eat(Kw::Constraint);
        self.expect(Kw::Trigger)?;
        let name = self.col_id()?;
        let timing = match self.eat_any(&[Kw::Instead, Kw::Before, Kw::After]) {
            Some(Kw::Instead) => {
                self.expect(Kw::Of)?;
                TriggerTiming::InsteadOf
            }
            Some(Kw::Before) => TriggerTiming::Before,
            Some(_) => TriggerTiming::After,
            None => return self.unexpected(),
        };
        let mut columns = Vec::new();
        let mut events = Vec::new();
        loop {
            let event = self.eat_any(&[Kw::Insert, Kw::Update, Kw::Delete, Kw::Truncate]);
            if let Some(event) = event {
                let event = match event {
                    Kw::Insert => TriggerEvent::Insert,
                    Kw::Update => TriggerEvent::Update,
                    Kw::Delete => TriggerEvent::Delete,
                    _ => TriggerEvent::Truncate,
                };
                if events.contains(&event) {
                    return Self::refuse(
                        "42601",
                        self.last(),
                        "duplicate trigger events specified",
                    );
                }
                events.push(event);
            }
            match event {
                Some(Kw::Update) if self.eat(Kw::Of) => columns = self.list(Self::col_id)?,
                Some(_) => {}
                None => return self.unexpected(),
            }
            if !self.eat(Kw::Or) {
                break;
            }
        }
        self.expect(Kw::On)?;
        let table = self.qname()?;
        if constraint && self.eat(Kw::From) {
            self.qname()?;
        }
        if constraint {
            self.constraint_attributes()?;
        }
        let mut transitions = Vec::new();
        if self.eat(Kw::Referencing) {
            while let Some(which) = self.eat_any(&[Kw::New, Kw::Old]) {
                let Some(what) = self.eat_any(&[Kw::Table, Kw::Row]) else {
                    return self.unexpected();
                };
                self.eat(Kw::As);
                transitions.push(Transition {
                    is_new: which == Kw::New,
                    is_table: what == Kw::Table,
                    name: self.col_id()?,
                });
            }
        }
        let mut each_row = false;
        if self.eat(Kw::For) {
            self.eat(Kw::Each);
            match self.eat_any(&[Kw::Row, Kw::Statement]) {
                Some(word) => each_row = word == Kw::Row,
                None => return self.unexpected(),
            }
        }
        let when = if self.eat(Kw::When) {
            Some(self.parens_expr()?)
        } else {
            None
        };
        self.expect(Kw::Execute)?;
        if self.eat_any(&[Kw::Function, Kw::Procedure]).is_none() {
            return self.unexpected();
        }
        let function = self.function_name()?;
        self.expect_kind(TokenKind::LParen)?;
        if !self.at_kind(TokenKind::RParen) {
            self.list(|parser| {
                // Integers, floats, strings and words.
                if parser.at_string() {
                    parser.string()?;
                } else if matches!(parser.kind(0), Some(TokenKind::Integer | TokenKind::Float)) {
                    parser.advance();
                } else {
                    parser.any_label()?;
                }
                Ok(())
            })?;
        }
        self.expect_kind(TokenKind::RParen)?;
        Ok(StmtKind::CreateTrigger(Box::new(CreateTrigger {
            name,
            or_replace,
            constraint,
            table,
            function,
            columns,
            timing,
            events,
            each_row,
            transitions,
            when,
            text: self.words(start, self.pos()),
        })))
    }
}
