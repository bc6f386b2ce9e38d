//! CREATE and ALTER of objects that the catalog knows by their name alone, and the
//! names of such objects wherever they stand.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{
    Name, Named, Need, OptionChange, OptionVerb, Parameter, Published, QName, Registered,
    RegistryAction, RegistryKind, RegistryStmt, RegistryUse, StmtKind, Subscribed,
    SubscriptionVerb, TypeName,
};
use crate::diag::Span;
use crate::split::TokenKind;

/// The words of each kind behind CREATE, ALTER, DROP and COMMENT ON.
const KINDS: &[(&[Kw], RegistryKind)] = {
    use RegistryKind as Kind;
    &[
        (&[Kw::Access, Kw::Method], Kind::AccessMethod),
        (&[Kw::Conversion], Kind::Conversion),
        (&[Kw::Event, Kw::Trigger], Kind::EventTrigger),
        (
            &[Kw::Foreign, Kw::Data, Kw::Wrapper],
            Kind::ForeignDataWrapper,
        ),
        (&[Kw::Language], Kind::Language),
        (&[Kw::Procedural, Kw::Language], Kind::Language),
        (&[Kw::Operator, Kw::Class], Kind::OperatorClass),
        (&[Kw::Operator, Kw::Family], Kind::OperatorFamily),
        (&[Kw::Publication], Kind::Publication),
        (&[Kw::Server], Kind::Server),
        (&[Kw::Statistics], Kind::Statistics),
        (&[Kw::Subscription], Kind::Subscription),
        (
            &[Kw::Text, Kw::Search, Kw::Configuration],
            Kind::TsConfiguration,
        ),
        (&[Kw::Text, Kw::Search, Kw::Dictionary], Kind::TsDictionary),
        (&[Kw::Text, Kw::Search, Kw::Parser], Kind::TsParser),
        (&[Kw::Text, Kw::Search, Kw::Template], Kind::TsTemplate),
        (&[Kw::User, Kw::Mapping], Kind::UserMapping),
    ]
};

/// The functions of a definition in parentheses, with the types of their arguments.
const TS_FUNCTIONS: &[(RegistryKind, &str, &[&str])] = &[
    (RegistryKind::TsParser, "start", &["internal", "int4"]),
    (
        RegistryKind::TsParser,
        "gettoken",
        &["internal", "internal", "internal"],
    ),
    (RegistryKind::TsParser, "end", &["internal"]),
    (
        RegistryKind::TsParser,
        "headline",
        &["internal", "internal", "tsquery"],
    ),
    (RegistryKind::TsParser, "lextypes", &["internal"]),
    (RegistryKind::TsTemplate, "init", &["internal"]),
    (
        RegistryKind::TsTemplate,
        "lexize",
        &["internal", "internal", "internal", "internal"],
    ),
];

impl Parser<'_> {
    /// The word of such an object, taken.
    pub(super) fn registry_kind(&mut self) -> Option<RegistryKind> {
        KINDS
            .iter()
            .find(|(words, _)| self.eat_all(words))
            .map(|(_, kind)| *kind)
    }

    /// Its name behind the word.
    pub(super) fn registered(&mut self, kind: RegistryKind) -> Parsed<Registered> {
        if kind == RegistryKind::UserMapping {
            self.expect(Kw::For)?;
            let role = if self.at(Kw::User) {
                self.any_label()?
            } else {
                self.role()?
            };
            self.expect(Kw::Server)?;
            return Ok(Registered {
                kind,
                name: bare(role),
                of: Some(self.col_id()?),
            });
        }
        let name = self.registered_name(kind)?;
        let of = if kind.has_method() {
            self.expect(Kw::Using)?;
            Some(self.col_id()?)
        } else {
            None
        };
        Ok(Registered { kind, name, of })
    }

    fn registered_name(&mut self, kind: RegistryKind) -> Parsed<QName> {
        if kind.has_schema() {
            self.qname()
        } else {
            Ok(bare(self.col_id()?))
        }
    }

    /// The statement from its first word on; `None` when it is of no such object.
    pub(super) fn registry_statement(&mut self, what: &'static str) -> Parsed<Option<StmtKind>> {
        self.set_pos(0);
        let Some(verb) = self.eat_any(&[Kw::Create, Kw::Alter]) else {
            return Ok(None);
        };
        let or_replace = self.eat_all(&[Kw::Or, Kw::Replace]);
        self.eat_any(&[Kw::Default, Kw::Trusted]);
        let Some(kind) = self.registry_kind() else {
            return Ok(None);
        };
        let mut stmt = RegistryStmt {
            what,
            object: None,
            kind,
            action: RegistryAction::Alter { if_exists: false },
            uses: Vec::new(),
            published: Vec::new(),
            options: Vec::new(),
            parameters: Vec::new(),
            subscribed: None,
        };
        if verb == Kw::Create {
            // Without a handler it is CREATE EXTENSION.
            if kind == RegistryKind::Language && !self.has_handler() {
                return Ok(None);
            }
            self.registry_create(&mut stmt, or_replace)?;
        } else {
            self.registry_alter(&mut stmt)?;
        }
        self.changed_options(&mut stmt)?;
        self.skip_words()?;
        Ok(Some(StmtKind::Registry(Box::new(stmt))))
    }

    fn has_handler(&self) -> bool {
        self.kw(1) == Some(Kw::Handler)
    }

    // ---- CREATE ----

    fn registry_create(&mut self, stmt: &mut RegistryStmt, or_replace: bool) -> Parsed<()> {
        let kind = stmt.kind;
        let if_not_exists = matches!(
            kind,
            RegistryKind::Server | RegistryKind::Statistics | RegistryKind::UserMapping
        ) && self.if_not_exists();
        let mut all_tables = false;
        match kind {
            RegistryKind::Statistics => self.measure(stmt)?,
            RegistryKind::OperatorClass => {
                let name = self.qname()?;
                self.eat(Kw::Default);
                self.expect(Kw::For)?;
                self.expect(Kw::Type)?;
                let ty = self.type_name()?;
                self.expect(Kw::Using)?;
                let method = self.col_id()?;
                let of = Some(method.clone());
                stmt.object = Some(Registered { kind, name, of });
                if self.eat(Kw::Family) {
                    let object = Registered {
                        kind: RegistryKind::OperatorFamily,
                        name: self.qname()?,
                        of: Some(method),
                    };
                    stmt.uses.push(RegistryUse::Object {
                        object,
                        is_whole: true,
                    });
                }
                stmt.uses.push(RegistryUse::Type(ty));
                self.expect(Kw::As)?;
            }
            _ => stmt.object = Some(self.registered(kind)?),
        }
        match kind {
            RegistryKind::AccessMethod => {
                self.expect(Kw::Type)?;
                let returns = match self.eat_any(&[Kw::Index, Kw::Table]) {
                    Some(Kw::Index) => "index_am_handler",
                    Some(_) => "table_am_handler",
                    None => return self.unexpected(),
                };
                self.expect(Kw::Handler)?;
                self.use_returning(stmt, &["internal"], Some((returns, "42809")))?;
            }
            RegistryKind::Conversion => {
                self.expect(Kw::For)?;
                self.string()?;
                self.expect(Kw::To)?;
                self.string()?;
                self.use_behind(
                    stmt,
                    Kw::From,
                    &["int4", "int4", "cstring", "internal", "int4", "bool"],
                )?;
            }
            RegistryKind::EventTrigger => self.event(stmt)?,
            RegistryKind::ForeignDataWrapper => self.wrapper_functions(stmt)?,
            RegistryKind::Language => {
                self.expect(Kw::Handler)?;
                self.use_returning(stmt, &[], Some(("language_handler", "42809")))?;
                if self.at(Kw::Inline) {
                    self.use_behind(stmt, Kw::Inline, &["internal"])?;
                }
                if self.at(Kw::Validator) {
                    self.use_behind(stmt, Kw::Validator, &["oid"])?;
                }
            }
            RegistryKind::Publication => {
                if self.eat_all(&[Kw::For, Kw::All, Kw::Tables]) {
                    all_tables = true;
                } else if self.eat(Kw::For) {
                    stmt.published = self.published()?;
                }
                self.with_parameters(stmt)?;
            }
            RegistryKind::Subscription => {
                let connection = self.connection()?;
                self.expect(Kw::Publication)?;
                stmt.subscribed = Some(Subscribed {
                    verb: SubscriptionVerb::Create,
                    connection: Some(connection),
                    publications: self.list(Self::any_label)?,
                });
                self.with_parameters(stmt)?;
                if !self.at_end() {
                    return self.unexpected();
                }
            }
            RegistryKind::Server => {
                while !self.at_end() && !self.at(Kw::Foreign) {
                    self.advance();
                }
                self.expect(Kw::Foreign)?;
                self.expect(Kw::Data)?;
                self.expect(Kw::Wrapper)?;
                let object = self.registered(RegistryKind::ForeignDataWrapper)?;
                stmt.uses.push(RegistryUse::Object {
                    object,
                    is_whole: false,
                });
            }
            RegistryKind::TsConfiguration
            | RegistryKind::TsDictionary
            | RegistryKind::TsParser
            | RegistryKind::TsTemplate => {
                stmt.parameters = self.definition()?;
                Self::use_definition(stmt);
            }
            _ => {}
        }
        stmt.action = RegistryAction::Create {
            if_not_exists,
            or_replace,
            all_tables,
        };
        Ok(())
    }

    /// `ON event WHEN tag IN ('…') EXECUTE FUNCTION f()`.
    fn event(&mut self, stmt: &mut RegistryStmt) -> Parsed<()> {
        const EVENTS: &[&str] = &[
            "ddl_command_start",
            "ddl_command_end",
            "login",
            "sql_drop",
            "table_rewrite",
        ];
        self.expect(Kw::On)?;
        let event = self.any_label()?;
        let unknown = format!("unrecognized event name \"{}\"", event.value);
        if !EVENTS.contains(&event.value.as_str()) {
            return Self::refuse("42601", event.span, unknown);
        }
        if event.value == "login" {
            self.needs.push(Need {
                version: 17,
                code: "42601",
                span: event.span,
                message: unknown,
                instead: None,
            });
        }
        if self.eat(Kw::When) {
            let mut seen = false;
            loop {
                let variable = self.col_id()?;
                if variable.value != "tag" {
                    let message = format!("unrecognized filter variable \"{}\"", variable.value);
                    return Self::refuse("42601", variable.span, message);
                }
                if seen {
                    let message = "filter variable \"tag\" specified more than once";
                    return Self::refuse("42601", variable.span, message);
                }
                seen = true;
                self.expect(Kw::In)?;
                self.parens(Self::string)?;
                if !self.eat(Kw::And) {
                    break;
                }
            }
        }
        self.expect(Kw::Execute)?;
        if self.eat_any(&[Kw::Function, Kw::Procedure]).is_none() {
            return self.unexpected();
        }
        self.use_returning(stmt, &[], Some(("event_trigger", "42P17")))?;
        self.expect_kind(TokenKind::LParen)?;
        self.expect_kind(TokenKind::RParen)
    }

    /// What a text search object names in its definition.
    fn use_definition(stmt: &mut RegistryStmt) {
        for parameter in &stmt.parameters {
            let Some(name) = parameter.named.clone() else {
                continue;
            };
            let word = parameter.name.value.as_str();
            let kind = match (stmt.kind, word) {
                (RegistryKind::TsDictionary, "template") => RegistryKind::TsTemplate,
                (RegistryKind::TsConfiguration, "parser") => RegistryKind::TsParser,
                // What is copied is not needed afterwards.
                (RegistryKind::TsConfiguration, "copy") => RegistryKind::TsConfiguration,
                (of, _) => {
                    let mut known = TS_FUNCTIONS.iter();
                    let row = known.find(|(kind, name, _)| *kind == of && *name == word);
                    if let Some((.., arguments)) = row {
                        let arguments = types(arguments, name.span());
                        stmt.uses.push(RegistryUse::Function {
                            name,
                            arguments,
                            returns: None,
                        });
                    }
                    continue;
                }
            };
            stmt.uses.push(RegistryUse::Object {
                object: Registered {
                    kind,
                    name,
                    of: None,
                },
                is_whole: false,
            });
        }
    }

    /// A function behind a word.
    fn use_behind(&mut self, stmt: &mut RegistryStmt, word: Kw, arguments: &[&str]) -> Parsed<()> {
        self.expect(word)?;
        self.use_function(stmt, arguments)
    }

    fn use_function(&mut self, stmt: &mut RegistryStmt, arguments: &[&str]) -> Parsed<()> {
        self.use_returning(stmt, arguments, None)
    }

    fn use_returning(
        &mut self,
        stmt: &mut RegistryStmt,
        arguments: &[&str],
        returns: Option<(&'static str, &'static str)>,
    ) -> Parsed<()> {
        let name = self.function_name()?;
        let arguments = types(arguments, name.span());
        stmt.uses.push(RegistryUse::Function {
            name,
            arguments,
            returns,
        });
        Ok(())
    }

    /// `HANDLER f`, `VALIDATOR f`, `NO HANDLER` and `NO VALIDATOR` of a wrapper.
    fn wrapper_functions(&mut self, stmt: &mut RegistryStmt) -> Parsed<()> {
        while let Some(kw) = self.eat_any(&[Kw::Handler, Kw::Validator, Kw::No]) {
            match kw {
                Kw::Handler => self.use_returning(stmt, &[], Some(("fdw_handler", "42809")))?,
                Kw::Validator => self.use_function(stmt, &["_text", "oid"])?,
                _ => self.advance(),
            }
        }
        Ok(())
    }

    /// `(name = value, name)`.
    fn definition(&mut self) -> Parsed<Vec<Parameter>> {
        self.expect_kind(TokenKind::LParen)?;
        let mut found = Vec::new();
        while !self.at_end() && !self.at_kind(TokenKind::RParen) {
            let start = self.pos();
            let name = self.any_label()?;
            let (mut value, mut named) = (None, None);
            if self.eat_op("=") {
                let from = self.pos();
                if self.at_string() {
                    value = Some(self.string()?);
                } else if let Ok(first) = self.any_label() {
                    let name = self.qualified(first)?;
                    value = Some(name.display());
                    named = Some(name);
                }
                while !self.at_end()
                    && !self.at_kind(TokenKind::Comma)
                    && !self.at_kind(TokenKind::RParen)
                {
                    self.advance();
                    value = Some(self.words(from, self.pos()));
                    named = None;
                }
            }
            found.push(Parameter {
                name,
                value,
                named,
                span: self.span_from(start),
            });
            if !self.eat_kind(TokenKind::Comma) {
                break;
            }
        }
        self.expect_kind(TokenKind::RParen)?;
        Ok(found)
    }

    fn with_parameters(&mut self, stmt: &mut RegistryStmt) -> Parsed<()> {
        if self.eat(Kw::With) {
            stmt.parameters = self.definition()?;
        }
        Ok(())
    }

    /// `name (kinds) ON columns FROM table`.
    fn measure(&mut self, stmt: &mut RegistryStmt) -> Parsed<()> {
        let kind = stmt.kind;
        if !self.at(Kw::On) && !self.at_kind(TokenKind::LParen) {
            let name = self.qname()?;
            stmt.object = Some(Registered {
                kind,
                name,
                of: None,
            });
        }
        let kinds = if self.at_kind(TokenKind::LParen) {
            self.parens(Self::col_id)?
        } else {
            Vec::new()
        };
        self.expect(Kw::On)?;
        let (mut columns, mut words) = (Vec::new(), Vec::new());
        let mut expressions = Vec::new();
        loop {
            let start = self.pos();
            if self.at_kind(TokenKind::LParen) {
                self.measured_parenthesis(&mut columns, &mut words, &mut expressions)?;
            } else if self.at_col_id(0)
                && (self.kind(1) == Some(TokenKind::Comma) || self.kw(1) == Some(Kw::From))
            {
                columns.push(self.col_id()?);
            } else {
                // A call.
                while !self.at_end()
                    && !self.at(Kw::From)
                    && matches!(
                        self.kind(0),
                        Some(TokenKind::Word | TokenKind::QuotedIdent | TokenKind::Dot)
                    )
                {
                    self.advance();
                }
                let Some(open) = self.tok(0).filter(|tok| tok.kind == TokenKind::LParen) else {
                    return self.unexpected();
                };
                let end = open.partner as usize;
                self.names_until(end, &mut words);
                self.expect_kind(TokenKind::RParen)?;
                expressions.push((self.words(start, self.pos()), self.span_from(start)));
            }
            if !self.eat_kind(TokenKind::Comma) {
                break;
            }
        }
        self.expect(Kw::From)?;
        if self.at_end() {
            return self.unexpected();
        }
        let from = self.here();
        let start = self.pos();
        let named = self.relation_expr();
        self.eat(Kw::As);
        if self.at_col_id(0) && self.kind(1).is_none() {
            self.advance();
        }
        let table = match named {
            Ok((table, _)) if self.at_end() => table,
            _ => {
                let several = (start..self.len()).any(|at| {
                    self.tok_at(at)
                        .is_some_and(|tok| tok.kind == TokenKind::Comma)
                });
                let message = if several && !matches!(self.kind(0), Some(TokenKind::LParen)) {
                    "only a single relation is allowed in CREATE STATISTICS"
                } else {
                    "CREATE STATISTICS only supports relation names in the FROM clause"
                };
                return Self::refuse("0A000", from, message);
            }
        };
        stmt.uses.push(RegistryUse::Measured {
            table,
            columns,
            words,
            expressions,
            kinds,
        });
        Ok(())
    }

    /// `(a)`, which is a column, or `(a + 1)`.
    fn measured_parenthesis(
        &mut self,
        columns: &mut Vec<Name>,
        words: &mut Vec<Name>,
        expressions: &mut Vec<(String, Span)>,
    ) -> Parsed<()> {
        let start = self.pos();
        let Some(open) = self.tok(0) else {
            return self.unexpected();
        };
        let end = open.partner as usize;
        self.advance();
        if self.at_col_id(0) && self.pos() + 1 == end {
            columns.push(self.col_id()?);
        } else {
            let mut depth = 0_usize;
            for at in self.pos()..end {
                match self.tok_at(at).map(|tok| tok.kind) {
                    Some(TokenKind::LParen | TokenKind::LBracket) => depth += 1,
                    Some(TokenKind::RParen | TokenKind::RBracket) => {
                        depth = depth.saturating_sub(1);
                    }
                    Some(TokenKind::Comma) if depth == 0 => return self.unexpected_at(at),
                    _ => {}
                }
            }
            self.names_until(end, words);
            expressions.push((self.words(start, end + 1), self.span_from(start)));
        }
        self.expect_kind(TokenKind::RParen)
    }

    /// The names of an expression that may be columns, up to a token.
    fn names_until(&mut self, end: usize, names: &mut Vec<Name>) {
        while self.pos() < end && !self.at_end() {
            let is_call = self.kind(1) == Some(TokenKind::LParen);
            if self.at_col_id(0)
                && !is_call
                && let Ok(name) = self.col_id()
            {
                names.push(name);
                continue;
            }
            self.advance();
        }
    }

    // ---- publications ----

    /// `TABLE a (x) WHERE (…), b, TABLES IN SCHEMA c, d`.
    fn published(&mut self) -> Parsed<Vec<Published>> {
        let mut of_schemas = None;
        self.list(|parser| {
            let start = parser.pos();
            if parser.at(Kw::Table) {
                parser.advance();
                of_schemas = Some(false);
            } else if parser.eat_all(&[Kw::Tables, Kw::In, Kw::Schema]) {
                of_schemas = Some(true);
            }
            match of_schemas {
                None => {
                    let at = parser.here();
                    Self::refuse("42601", at, "invalid publication object list")
                }
                Some(true) => parser.published_schema(start),
                Some(false) => parser.published_table(start),
            }
        })
    }

    fn published_schema(&mut self, start: usize) -> Parsed<Published> {
        if self.at(Kw::CurrentSchema) {
            self.advance();
            return Ok(Published::Schema(None, self.span_from(start)));
        }
        let name = self.col_id()?;
        if self.at_kind(TokenKind::Dot) {
            return Self::refuse("42601", name.span, "invalid schema name");
        }
        if self.at_kind(TokenKind::LParen) {
            let at = self.here();
            return Self::refuse("42601", at, "column specification not allowed for schema");
        }
        if self.at(Kw::Where) {
            let at = self.here();
            return Self::refuse("42601", at, "WHERE clause not allowed for schema");
        }
        Ok(Published::Schema(Some(name), self.span_from(start)))
    }

    fn published_table(&mut self, start: usize) -> Parsed<Published> {
        let (name, _) = self.relation_expr()?;
        let columns = if self.at_kind(TokenKind::LParen) {
            Some(self.optional_columns()?)
        } else {
            None
        };
        let filter = if self.eat(Kw::Where) {
            Some(Box::new(self.parens_expr()?))
        } else {
            None
        };
        Ok(Published::Table {
            name,
            columns,
            filter,
            span: self.span_from(start),
        })
    }

    // ---- ALTER ----

    fn registry_alter(&mut self, stmt: &mut RegistryStmt) -> Parsed<()> {
        let kind = stmt.kind;
        let if_exists = kind == RegistryKind::Statistics && self.if_exists();
        stmt.object = Some(self.registered(kind)?);
        stmt.action = RegistryAction::Alter { if_exists };
        if self.at_end() {
            return self.unexpected();
        }
        if self.eat(Kw::Rename) {
            self.expect(Kw::To)?;
            stmt.action = RegistryAction::Rename { to: self.col_id()? };
            return Ok(());
        }
        if kind.has_schema() && self.eat_all(&[Kw::Set, Kw::Schema]) {
            stmt.action = RegistryAction::SetSchema {
                schema: self.col_id()?,
            };
            return Ok(());
        }
        if self.at(Kw::Owner) {
            return self.owner_to();
        }
        match kind {
            RegistryKind::Publication => {
                let of_objects = matches!(self.kw(1), Some(Kw::Table | Kw::Tables));
                let verb = self.kw(0).filter(|_| of_objects);
                if let Some(kw @ (Kw::Add | Kw::Set | Kw::Drop)) = verb {
                    self.advance();
                    stmt.action = match kw {
                        Kw::Add => RegistryAction::Add,
                        Kw::Set => RegistryAction::Set,
                        _ => RegistryAction::Drop,
                    };
                    stmt.published = self.published()?;
                } else {
                    self.expect(Kw::Set)?;
                    stmt.parameters = self.definition()?;
                }
            }
            RegistryKind::ForeignDataWrapper => self.wrapper_functions(stmt)?,
            RegistryKind::TsConfiguration => self.mapping(stmt)?,
            RegistryKind::Subscription => self.alter_subscription(stmt)?,
            _ => {}
        }
        Ok(())
    }

    /// `CONNECTION 'conninfo'`.
    fn connection(&mut self) -> Parsed<(String, Span)> {
        self.expect(Kw::Connection)?;
        let start = self.pos();
        let text = self.string()?;
        Ok((text, self.span_from(start)))
    }

    fn alter_subscription(&mut self, stmt: &mut RegistryStmt) -> Parsed<()> {
        use SubscriptionVerb as Verb;
        let mut subscribed = Subscribed::default();
        if self.at(Kw::Connection) {
            subscribed.verb = Verb::Connect;
            subscribed.connection = Some(self.connection()?);
        } else if self.kw(1) == Some(Kw::Publication)
            && self.at_any(&[Kw::Set, Kw::Add, Kw::Drop, Kw::Refresh])
        {
            subscribed.verb = match self.eat_any(&[Kw::Set, Kw::Add, Kw::Drop, Kw::Refresh]) {
                Some(Kw::Set) => Verb::SetPublications,
                Some(Kw::Add) => Verb::AddPublications,
                Some(Kw::Drop) => Verb::DropPublications,
                _ => Verb::Refresh,
            };
            self.expect(Kw::Publication)?;
            if subscribed.verb != Verb::Refresh {
                subscribed.publications = self.list(Self::any_label)?;
            }
            self.with_parameters(stmt)?;
        } else if self.eat(Kw::Enable) {
            subscribed.verb = Verb::Enable;
        } else if self.eat(Kw::Disable) {
            subscribed.verb = Verb::Disable;
        } else {
            subscribed.verb = match self.eat_any(&[Kw::Set, Kw::Skip]) {
                Some(Kw::Set) => Verb::SetOptions,
                Some(_) => Verb::Skip,
                None => return self.unexpected(),
            };
            stmt.parameters = self.definition()?;
        }
        if !self.at_end() {
            return self.unexpected();
        }
        stmt.subscribed = Some(subscribed);
        Ok(())
    }

    /// The dictionaries of `ADD MAPPING FOR a WITH b, c` and its like.
    fn mapping(&mut self, stmt: &mut RegistryStmt) -> Parsed<()> {
        while !self.at_end() && !self.at_any(&[Kw::With, Kw::Replace]) {
            self.advance();
        }
        while self.eat_any(&[Kw::With, Kw::Replace]).is_some() {
            for name in self.list(Self::qname)? {
                let object = Registered {
                    kind: RegistryKind::TsDictionary,
                    name,
                    of: None,
                };
                stmt.uses.push(RegistryUse::Object {
                    object,
                    is_whole: false,
                });
            }
        }
        Ok(())
    }

    /// `OPTIONS (ADD a 'x', DROP b)`, wherever it begins.
    fn changed_options(&mut self, stmt: &mut RegistryStmt) -> Parsed<()> {
        if !matches!(
            stmt.kind,
            RegistryKind::ForeignDataWrapper | RegistryKind::Server | RegistryKind::UserMapping
        ) {
            return Ok(());
        }
        while !self.at_end() && !self.at(Kw::Options) {
            self.advance();
        }
        if !self.eat(Kw::Options) {
            return Ok(());
        }
        self.expect_kind(TokenKind::LParen)?;
        stmt.options = self.list(|parser| {
            let is_verb =
                parser.at_any(&[Kw::Add, Kw::Set, Kw::Drop]) && !parser.at_string_ahead(1);
            let verb = match parser.kw(0).filter(|_| is_verb) {
                Some(Kw::Set) => OptionVerb::Set,
                Some(Kw::Drop) => OptionVerb::Drop,
                _ => OptionVerb::Add,
            };
            if is_verb {
                parser.advance();
            }
            let name = parser.any_label()?;
            if verb != OptionVerb::Drop {
                parser.string()?;
            }
            Ok(OptionChange { verb, name })
        })?;
        self.expect_kind(TokenKind::RParen)
    }

    /// Such objects in GRANT and REVOKE.
    pub(super) fn name_registered(&mut self, kind: RegistryKind) -> Parsed<()> {
        let names = self.list(Self::col_id)?;
        let objects = names.into_iter().map(|name| {
            Named::Object(crate::ddl::ObjectRef::Registered(Registered {
                kind,
                name: bare(name),
                of: None,
            }))
        });
        self.access.named.extend(objects);
        Ok(())
    }
}

fn bare(name: Name) -> QName {
    QName { schema: None, name }
}

/// Types of `pg_catalog`, an array with `_` before its name.
fn types(names: &[&str], span: Span) -> Vec<TypeName> {
    let ty = |name: &&str| {
        let element = name.strip_prefix('_');
        let mut ty =
            super::named::plain_type(super::types::internal(element.unwrap_or(name), span));
        ty.array_dims = u8::from(element.is_some());
        ty
    };
    names.iter().map(ty).collect()
}
