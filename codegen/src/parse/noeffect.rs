//! Statements that are known to leave the catalog alone: one table.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{Named, PlOutput, SetParameter, SetScope, StmtKind, WriteKind};
use crate::split::TokenKind;

/// Leading words, and the same as text. Longer rows stand before shorter ones.
const TABLE: &[(&[Kw], &str)] = &[
    (
        &[Kw::Create, Kw::Access, Kw::Method],
        "CREATE ACCESS METHOD",
    ),
    (&[Kw::Create, Kw::Cast], "CREATE CAST"),
    (&[Kw::Create, Kw::Conversion], "CREATE CONVERSION"),
    (&[Kw::Create, Kw::Database], "CREATE DATABASE"),
    (
        &[Kw::Create, Kw::Default, Kw::Conversion],
        "CREATE CONVERSION",
    ),
    (
        &[Kw::Create, Kw::Event, Kw::Trigger],
        "CREATE EVENT TRIGGER",
    ),
    (
        &[Kw::Create, Kw::Foreign, Kw::Data, Kw::Wrapper],
        "CREATE FOREIGN DATA WRAPPER",
    ),
    (&[Kw::Create, Kw::Group], "CREATE GROUP"),
    (&[Kw::Create, Kw::Language], "CREATE LANGUAGE"),
    (
        &[Kw::Create, Kw::Operator, Kw::Class],
        "CREATE OPERATOR CLASS",
    ),
    (
        &[Kw::Create, Kw::Operator, Kw::Family],
        "CREATE OPERATOR FAMILY",
    ),
    (&[Kw::Create, Kw::Operator], "CREATE OPERATOR"),
    (
        &[Kw::Create, Kw::Procedural, Kw::Language],
        "CREATE LANGUAGE",
    ),
    (&[Kw::Create, Kw::Publication], "CREATE PUBLICATION"),
    (&[Kw::Create, Kw::Role], "CREATE ROLE"),
    (&[Kw::Create, Kw::Server], "CREATE SERVER"),
    (&[Kw::Create, Kw::Statistics], "CREATE STATISTICS"),
    (&[Kw::Create, Kw::Subscription], "CREATE SUBSCRIPTION"),
    (&[Kw::Create, Kw::Tablespace], "CREATE TABLESPACE"),
    (&[Kw::Create, Kw::Text, Kw::Search], "CREATE TEXT SEARCH"),
    (&[Kw::Create, Kw::Transform], "CREATE TRANSFORM"),
    (&[Kw::Create, Kw::Trusted], "CREATE LANGUAGE"),
    (&[Kw::Create, Kw::User, Kw::Mapping], "CREATE USER MAPPING"),
    (&[Kw::Create, Kw::User], "CREATE USER"),
    (&[Kw::Alter, Kw::Conversion], "ALTER CONVERSION"),
    (
        &[Kw::Alter, Kw::Default, Kw::Privileges],
        "ALTER DEFAULT PRIVILEGES",
    ),
    (&[Kw::Alter, Kw::Event, Kw::Trigger], "ALTER EVENT TRIGGER"),
    (
        &[Kw::Alter, Kw::Foreign, Kw::Data, Kw::Wrapper],
        "ALTER FOREIGN DATA WRAPPER",
    ),
    (&[Kw::Alter, Kw::Group], "ALTER GROUP"),
    (&[Kw::Alter, Kw::Language], "ALTER LANGUAGE"),
    (&[Kw::Alter, Kw::Large, Kw::Object], "ALTER LARGE OBJECT"),
    (&[Kw::Alter, Kw::Procedural, Kw::Language], "ALTER LANGUAGE"),
    (&[Kw::Alter, Kw::Publication], "ALTER PUBLICATION"),
    (&[Kw::Alter, Kw::Server], "ALTER SERVER"),
    (&[Kw::Alter, Kw::Statistics], "ALTER STATISTICS"),
    (&[Kw::Alter, Kw::Subscription], "ALTER SUBSCRIPTION"),
    (&[Kw::Alter, Kw::Tablespace], "ALTER TABLESPACE"),
    (&[Kw::Alter, Kw::Text, Kw::Search], "ALTER TEXT SEARCH"),
    (&[Kw::Analyse], "ANALYZE"),
    (&[Kw::Analyze], "ANALYZE"),
    (&[Kw::Checkpoint], "CHECKPOINT"),
    (&[Kw::Close], "CLOSE"),
    (&[Kw::Cluster], "CLUSTER"),
    (&[Kw::Deallocate], "DEALLOCATE"),
    (&[Kw::Declare], "DECLARE"),
    (&[Kw::Execute], "EXECUTE"),
    (&[Kw::Explain], "EXPLAIN"),
    (&[Kw::Fetch], "FETCH"),
    (&[Kw::Grant], "GRANT"),
    (&[Kw::Listen], "LISTEN"),
    (&[Kw::Load], "LOAD"),
    (&[Kw::Move], "MOVE"),
    (&[Kw::Notify], "NOTIFY"),
    (&[Kw::Prepare], "PREPARE"),
    (&[Kw::Reassign, Kw::Owned], "REASSIGN OWNED"),
    (
        &[Kw::Refresh, Kw::Materialized, Kw::View],
        "REFRESH MATERIALIZED VIEW",
    ),
    (&[Kw::Reindex], "REINDEX"),
    (&[Kw::Revoke], "REVOKE"),
    (&[Kw::Security, Kw::Label], "SECURITY LABEL"),
    (&[Kw::Show], "SHOW"),
    (&[Kw::Unlisten], "UNLISTEN"),
    (&[Kw::Vacuum], "VACUUM"),
];

impl Parser<'_> {
    /// A statement without effect on the catalog and without calls.
    pub(super) fn no_effect(what: &'static str) -> StmtKind {
        StmtKind::NoEffect {
            what,
            calls: Vec::new(),
            relations: Vec::new(),
            writes: Vec::new(),
            query: None,
        }
    }

    /// The same, its rest passed over.
    pub(super) fn skipped(&mut self, what: &'static str) -> Parsed<StmtKind> {
        self.skip_words()?;
        Ok(Self::no_effect(what))
    }

    /// Passes over the rest of a statement that is not read, unless something
    /// in it is no SQL at all (psql's variables, stray backslashes).
    pub(super) fn skip_words(&mut self) -> Parsed<()> {
        self.skip_words_to(|_| false)
    }

    /// The same up to where something is.
    fn skip_words_to(&mut self, is_there: impl Fn(&Self) -> bool) -> Parsed<()> {
        while let Some(kind) = self.kind(0).filter(|_| !is_there(self)) {
            if matches!(kind, TokenKind::Other | TokenKind::Bad(_))
                || (kind == TokenKind::Colon && self.at_psql_variable())
            {
                return self.unexpected();
            }
            self.advance();
        }
        Ok(())
    }

    /// `:name`, not the colon of an array slice.
    fn at_psql_variable(&self) -> bool {
        match (self.tok(0), self.tok(1)) {
            (Some(colon), Some(next)) => colon.end == next.start,
            _ => true,
        }
    }

    /// Looks the statement up in the table by its first words.
    pub(super) fn without_effect(&mut self) -> Parsed<Option<StmtKind>> {
        let here = self.pos();
        self.set_pos(0);
        let longer = self.by_transaction();
        for (words, what) in TABLE {
            // A statement of these words alone is whole only for a few.
            if self.at_all(words) && (self.len() > words.len() || stands_alone(what)) {
                match *what {
                    "REFRESH MATERIALIZED VIEW" => return self.refresh().map(Some),
                    "ANALYZE" | "VACUUM" => self.analyzed()?,
                    "GRANT" | "REVOKE" => self.granted()?,
                    "REINDEX" => self.reindexed()?,
                    "CLUSTER" => self.clustered()?,
                    "EXPLAIN" => {
                        if let Some(run) = self.explained()? {
                            return Ok(Some(run));
                        }
                    }
                    "ALTER DEFAULT PRIVILEGES" => self.default_privileges()?,
                    // Only from 16 on the server chooses a name.
                    "CREATE STATISTICS" => {
                        if self.kw(2) == Some(Kw::On) {
                            self.need(16, 2);
                        }
                        self.measured();
                    }
                    _ => {}
                }
                let what = longer.unwrap_or(what);
                if let Some(kind) = self.registry_statement(what)? {
                    return Ok(Some(kind));
                }
                self.set_pos(words.len());
                if what == "CREATE OPERATOR" {
                    return self.create_operator().map(Some);
                }
                return self.skipped(what).map(Some);
            }
        }
        self.set_pos(here);
        Ok(None)
    }

    /// What `EXPLAIN ANALYZE CREATE …` runs: the relation is there afterwards.
    fn explained(&mut self) -> Parsed<Option<StmtKind>> {
        self.set_pos(1);
        let mut runs = false;
        if self.at_kind(TokenKind::LParen) {
            self.parens(|parser| {
                let is_analyze = parser.eat_any(&[Kw::Analyze, Kw::Analyse]).is_some();
                let mut is_on = true;
                while !parser.at_end()
                    && !parser.at_kind(TokenKind::Comma)
                    && !parser.at_kind(TokenKind::RParen)
                {
                    is_on &= !["false", "off", "0"].iter().any(|off| {
                        parser
                            .tok_text(0)
                            .trim_matches('\'')
                            .eq_ignore_ascii_case(off)
                    });
                    parser.advance();
                }
                runs = if is_analyze { is_on } else { runs };
                Ok(())
            })?;
        } else {
            runs = self.eat_any(&[Kw::Analyze, Kw::Analyse]).is_some();
            self.eat(Kw::Verbose);
        }
        if !runs {
            return Ok(None);
        }
        if self.eat(Kw::Create) {
            let is_relation = self.at_all(&[Kw::Materialized, Kw::View])
                || self.at_any(&[
                    Kw::Table,
                    Kw::Unlogged,
                    Kw::Temp,
                    Kw::Temporary,
                    Kw::Local,
                    Kw::Global,
                ]);
            if !is_relation {
                return self.unexpected();
            }
            // What is none of them after all is looked up by its first words, which are these.
            return self.deeper(Self::create).map(Some);
        }
        if matches!(self.kw(0), Some(Kw::Select | Kw::With)) {
            // SELECT … INTO makes a table.
            return self.query_statement().map(Some);
        }
        Ok(None)
    }

    /// The words of a form that cannot run in a transaction, or only in one, where
    /// the others of its statement can.
    fn by_transaction(&self) -> Option<&'static str> {
        let has = |kw: Kw| (0..self.len()).any(|at| self.kw(at) == Some(kw));
        let has_word =
            |word: &str| (0..self.len()).any(|at| self.tok_text(at).eq_ignore_ascii_case(word));
        match self.kw(0)? {
            Kw::Reindex if has(Kw::Concurrently) => Some("REINDEX CONCURRENTLY"),
            Kw::Reindex => {
                // Options in parentheses may stand before the word.
                let at = match self.tok(1) {
                    Some(tok) if tok.kind == TokenKind::LParen => tok.partner as usize + 1,
                    _ => 1,
                };
                match self.tok_at(at).and_then(|tok| tok.kw)? {
                    Kw::Schema => Some("REINDEX SCHEMA"),
                    Kw::Database => Some("REINDEX DATABASE"),
                    Kw::System => Some("REINDEX SYSTEM"),
                    _ => None,
                }
            }
            // Without WITH HOLD it ends with its transaction.
            Kw::Declare
                if !(0..self.len()).any(|at| {
                    self.kw(at) == Some(Kw::With) && self.kw(at + 1) == Some(Kw::Hold)
                }) =>
            {
                Some("DECLARE CURSOR")
            }
            // Without a table it is every table.
            Kw::Cluster if self.len() == 1 => Some("CLUSTER of every table"),
            Kw::Create
                if self.kw(1) == Some(Kw::Subscription)
                    && !has_word("create_slot")
                    && !has_word("connect") =>
            {
                Some("CREATE SUBSCRIPTION ... WITH (create_slot = true)")
            }
            _ => None,
        }
    }

    /// Whether a text whose end is not known begins a statement that leaves the
    /// catalog alone, whatever follows.
    pub(super) fn begins_without_effect(&self) -> Option<&'static str> {
        const DATA: &[(Kw, &str)] = &[
            (Kw::Insert, "INSERT"),
            (Kw::Update, "UPDATE"),
            (Kw::Delete, "DELETE"),
            (Kw::Truncate, "TRUNCATE"),
            (Kw::Lock, "LOCK"),
            (Kw::Copy, "COPY"),
        ];
        const SETTINGS: &[(&[Kw], &str)] = &[
            (&[Kw::Alter, Kw::Database], "ALTER DATABASE"),
            (&[Kw::Alter, Kw::Role], "ALTER ROLE"),
            (&[Kw::Alter, Kw::User], "ALTER USER"),
            (&[Kw::Drop, Kw::Role], "DROP ROLE"),
            (&[Kw::Drop, Kw::User], "DROP USER"),
            (&[Kw::Drop, Kw::Database], "DROP DATABASE"),
            (&[Kw::Drop, Kw::Publication], "DROP PUBLICATION"),
            (&[Kw::Drop, Kw::Subscription], "DROP SUBSCRIPTION"),
        ];
        TABLE
            .iter()
            .chain(SETTINGS)
            .find(|(words, _)| self.at_all(words))
            .map(|(_, what)| *what)
            .or_else(|| {
                DATA.iter()
                    .find(|(kw, _)| self.at(*kw))
                    .map(|(_, what)| *what)
            })
    }

    // ---- rows with a function of their own ----

    pub(super) fn import_foreign_schema(&mut self) -> StmtKind {
        self.skip_to_end();
        StmtKind::Opaque {
            reason: "IMPORT FOREIGN SCHEMA makes tables that only the foreign server knows"
                .to_owned(),
            touches: Vec::new(),
        }
    }

    pub(super) fn discard(&mut self) -> Parsed<StmtKind> {
        let start = self.pos();
        match self.eat_any(&[Kw::All, Kw::Plans, Kw::Sequences, Kw::Temp, Kw::Temporary]) {
            Some(Kw::All) => Ok(StmtKind::SetParameter(SetParameter {
                name: crate::ddl::Name {
                    value: "all".to_owned(),
                    span: self.span_from(start),
                },
                value: None,
                places: Vec::new(),
                scope: SetScope::Discard,
            })),
            Some(Kw::Sequences) => Ok(Self::no_effect("DISCARD SEQUENCES")),
            Some(_) => Ok(Self::no_effect("DISCARD")),
            None => self.unexpected(),
        }
    }

    /// `CALL procedure(…)`.
    pub(super) fn call_statement(&mut self) -> Parsed<StmtKind> {
        let start = self.pos();
        let name = self.function_name()?;
        if !self.at_kind(TokenKind::LParen) {
            return self.unexpected();
        }
        self.function_call(name)?;
        let end = self.pos();
        let call = self.pl_expr(start, end);
        let mut kind = self.mentioned("CALL");
        if let StmtKind::NoEffect { query, .. } = &mut kind {
            let mut of = self.pl_empty_query(start, end);
            of.outputs.push(PlOutput::Expr(String::new(), call));
            *query = Some(Box::new(of));
        }
        Ok(kind)
    }

    pub(super) fn copy(&mut self) -> Parsed<StmtKind> {
        // What it reads it leaves as it is.
        let mut what = "COPY TO";
        let mut filled = None;
        if self.at_kind(TokenKind::LParen) {
            self.advance();
            let start = self.pos();
            self.into = None;
            let first = self.info.writes.len();
            let (statement, _) = self.preparable()?;
            if statement == "SELECT"
                && let Some(place) = self.into
            {
                let message = "COPY (SELECT INTO) is not supported";
                return Self::refuse("0A000", place, message);
            }
            // The outermost statement's target is read after those of its WITH.
            if let Some((_, table)) = self.info.writes.iter().skip(first).last()
                && statement != "SELECT"
            {
                self.access.named.push(Named::Copied {
                    table: table.clone(),
                    statement,
                    returns: self.returned.is_some(),
                    span: self.span_from(start),
                });
            }
            self.expect_kind(TokenKind::RParen)?;
            self.expect(Kw::To)?;
        } else {
            self.eat(Kw::Binary);
            let name = self.qname()?;
            self.info.relations.push(name.clone());
            self.named_columns(&name, WriteKind::Copy)?;
            match self.eat_any(&[Kw::From, Kw::To]) {
                Some(Kw::From) => {
                    what = "COPY";
                    filled = Some(name.clone());
                    self.info.writes.push((what, name));
                }
                Some(_) => {}
                None => return self.unexpected(),
            }
        }
        self.copy_options()?;
        if what == "COPY TO" && self.at(Kw::Where) {
            let message = "WHERE clause not allowed with COPY TO";
            return Self::refuse("42601", self.here(), message);
        }
        // The old options are words before it.
        self.skip_words_to(|parser| parser.at(Kw::Where))?;
        if self.eat(Kw::Where)
            && let Some(table) = filled
        {
            let condition = Box::new(self.expr()?);
            self.access.named.push(Named::Filtered(table, condition));
        }
        Ok(self.mentioned(what))
    }

    /// The file of COPY and its options in parentheses, each of which stands once.
    fn copy_options(&mut self) -> Parsed<()> {
        self.eat(Kw::Program);
        // A string, STDIN or STDOUT; psql's variables are none.
        if !self.at_string() && self.kind(0) != Some(TokenKind::Word) {
            return Ok(());
        }
        self.advance();
        self.eat(Kw::With);
        if !self.at_kind(TokenKind::LParen) {
            return Ok(());
        }
        let mut seen: Vec<String> = Vec::new();
        self.parens(|parser| {
            let option = parser.any_label()?;
            if seen.contains(&option.value) {
                let message = "conflicting or redundant options";
                return Self::refuse("42601", option.span, message);
            }
            seen.push(option.value);
            while !parser.at_end()
                && !parser.at_kind(TokenKind::Comma)
                && !parser.at_kind(TokenKind::RParen)
            {
                let next = match parser.tok(0) {
                    Some(tok) if tok.kind == TokenKind::LParen => tok.partner as usize,
                    _ => parser.pos(),
                };
                parser.set_pos(next.max(parser.pos()) + 1);
            }
            Ok(())
        })?;
        Ok(())
    }

    pub(super) fn truncate(&mut self) -> Parsed<StmtKind> {
        self.eat(Kw::Table);
        let tables = self.list(Self::relation_expr)?;
        for (name, _) in &tables {
            self.info.relations.push(name.clone());
            self.info.writes.push(("TRUNCATE", name.clone()));
        }
        if self.eat_any(&[Kw::Restart, Kw::Continue]).is_some() {
            self.expect(Kw::Identity)?;
        }
        let cascade = self.cascade();
        self.access.named.push(Named::Truncated { tables, cascade });
        Ok(self.mentioned("TRUNCATE"))
    }

    /// `REFRESH MATERIALIZED VIEW [CONCURRENTLY] name`.
    fn refresh(&mut self) -> Parsed<StmtKind> {
        self.set_pos(3);
        let concurrently = self.eat(Kw::Concurrently);
        let name = self.qname()?;
        self.info.relations.push(name.clone());
        if concurrently && self.at_all(&[Kw::With, Kw::No]) {
            return Self::refuse(
                "42601",
                self.here(),
                "CONCURRENTLY and WITH NO DATA options cannot be used together",
            );
        }
        let no_data = self.at_all(&[Kw::With, Kw::No]);
        self.skip_words()?;
        self.access.named.push(Named::Refreshed {
            name,
            concurrently,
            no_data,
        });
        Ok(self.mentioned("REFRESH MATERIALIZED VIEW"))
    }

    pub(super) fn lock(&mut self) -> Parsed<StmtKind> {
        self.eat(Kw::Table);
        let names = self.list(Self::relation_expr)?;
        for (name, _) in names {
            self.info.relations.push(name);
        }
        self.skip_to_end();
        Ok(self.mentioned("LOCK"))
    }

    /// A statement with the calls and relations that were met in it.
    pub(super) fn mentioned(&mut self, what: &'static str) -> StmtKind {
        let mut info = std::mem::take(&mut self.info);
        // A seed has a million statements, most of which name one relation.
        info.relations.shrink_to_fit();
        if let ([_], [(written, _)]) = (info.relations.as_slice(), info.writes.as_slice())
            && *written == what
        {
            info.writes = Vec::new();
        }
        StmtKind::NoEffect {
            what,
            calls: info.calls,
            relations: info.relations,
            writes: info.writes,
            query: None,
        }
    }
}

fn stands_alone(what: &str) -> bool {
    matches!(
        what,
        "ANALYZE" | "CHECKPOINT" | "CLUSTER" | "VACUUM" | "FETCH" | "MOVE"
    )
}
