//! Objects that the catalog knows by their name alone: publications, text search
//! dictionaries, foreign servers and their like.

use super::{Expr, Name, QName, TypeName};
use crate::diag::Span;

/// What such an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RegistryKind {
    /// An access method.
    AccessMethod,
    /// A conversion between encodings.
    Conversion,
    /// An event trigger.
    EventTrigger,
    /// A foreign-data wrapper.
    ForeignDataWrapper,
    /// A procedural language.
    Language,
    /// An operator class of an access method.
    OperatorClass,
    /// An operator family of an access method.
    OperatorFamily,
    /// A publication.
    Publication,
    /// A schema all of whose tables a publication has.
    PublishedSchema,
    /// A table of a publication.
    PublishedTable,
    /// A foreign server.
    Server,
    /// Extended statistics.
    Statistics,
    /// A subscription.
    Subscription,
    /// A text search configuration.
    TsConfiguration,
    /// A text search dictionary.
    TsDictionary,
    /// A text search parser.
    TsParser,
    /// A text search template.
    TsTemplate,
    /// A user mapping of a foreign server.
    UserMapping,
}

impl RegistryKind {
    /// What PostgreSQL's messages call it.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::AccessMethod => "access method",
            Self::Conversion => "conversion",
            Self::EventTrigger => "event trigger",
            Self::ForeignDataWrapper => "foreign-data wrapper",
            Self::Language => "language",
            Self::OperatorClass => "operator class",
            Self::OperatorFamily => "operator family",
            Self::Publication => "publication",
            Self::PublishedSchema => "publication of schema",
            Self::PublishedTable => "publication of table",
            Self::Server => "server",
            Self::Statistics => "statistics object",
            Self::Subscription => "subscription",
            Self::TsConfiguration => "text search configuration",
            Self::TsDictionary => "text search dictionary",
            Self::TsParser => "text search parser",
            Self::TsTemplate => "text search template",
            Self::UserMapping => "user mapping",
        }
    }

    /// What CREATE and DROP call it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AccessMethod => "ACCESS METHOD",
            Self::Conversion => "CONVERSION",
            Self::EventTrigger => "EVENT TRIGGER",
            Self::ForeignDataWrapper => "FOREIGN DATA WRAPPER",
            Self::Language => "LANGUAGE",
            Self::OperatorClass => "OPERATOR CLASS",
            Self::OperatorFamily => "OPERATOR FAMILY",
            Self::Publication | Self::PublishedSchema | Self::PublishedTable => "PUBLICATION",
            Self::Server => "SERVER",
            Self::Statistics => "STATISTICS",
            Self::Subscription => "SUBSCRIPTION",
            Self::TsConfiguration => "TEXT SEARCH CONFIGURATION",
            Self::TsDictionary => "TEXT SEARCH DICTIONARY",
            Self::TsParser => "TEXT SEARCH PARSER",
            Self::TsTemplate => "TEXT SEARCH TEMPLATE",
            Self::UserMapping => "USER MAPPING",
        }
    }

    /// Whether it is in a schema.
    #[must_use]
    pub fn has_schema(self) -> bool {
        matches!(
            self,
            Self::Conversion
                | Self::OperatorClass
                | Self::OperatorFamily
                | Self::Statistics
                | Self::TsConfiguration
                | Self::TsDictionary
                | Self::TsParser
                | Self::TsTemplate
        )
    }

    /// Whether its name counts for one access method only.
    #[must_use]
    pub fn has_method(self) -> bool {
        matches!(self, Self::OperatorClass | Self::OperatorFamily)
    }
}

/// Such an object, by its name.
#[derive(Clone, Debug)]
pub struct Registered {
    /// What it is.
    pub kind: RegistryKind,
    /// Its name; of a user mapping the role's.
    pub name: QName,
    /// The access method of an operator class or family, the server of a user mapping.
    pub of: Option<Name>,
}

/// CREATE or ALTER of such an object.
#[derive(Clone, Debug)]
pub struct RegistryStmt {
    /// What it is, in capitals.
    pub what: &'static str,
    /// The object; of CREATE STATISTICS without a name none.
    pub object: Option<Registered>,
    /// The kind of the object.
    pub kind: RegistryKind,
    /// What is done to it.
    pub action: RegistryAction,
    /// What it names besides, in the order in which the server looks for it.
    pub uses: Vec<RegistryUse>,
    /// What of a publication's objects it lists.
    pub published: Vec<Published>,
    /// The generic options of a wrapper, a server or a user mapping.
    pub options: Vec<OptionChange>,
    /// What stands in parentheses as `name = value`.
    pub parameters: Vec<Parameter>,
    /// Of a subscription, what is said besides.
    pub subscribed: Option<Subscribed>,
}

/// What CREATE and ALTER SUBSCRIPTION say.
#[derive(Clone, Debug, Default)]
pub struct Subscribed {
    /// What ALTER does.
    pub verb: SubscriptionVerb,
    /// The connection string, with its place.
    pub connection: Option<(String, Span)>,
    /// The publications that it lists.
    pub publications: Vec<Name>,
}

/// What is done to a subscription.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SubscriptionVerb {
    /// CREATE.
    #[default]
    Create,
    /// `CONNECTION`.
    Connect,
    /// `SET (…)`.
    SetOptions,
    /// `SKIP (…)`.
    Skip,
    /// `REFRESH PUBLICATION`.
    Refresh,
    /// `SET PUBLICATION`.
    SetPublications,
    /// `ADD PUBLICATION`.
    AddPublications,
    /// `DROP PUBLICATION`.
    DropPublications,
    /// ENABLE.
    Enable,
    /// DISABLE.
    Disable,
}

/// `name = value` of a definition.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name.
    pub name: Name,
    /// The value as text, of a string what it holds.
    pub value: Option<String>,
    /// The value as a name.
    pub named: Option<QName>,
    /// The whole of it.
    pub span: Span,
}

/// What is done to it.
#[derive(Clone, Debug)]
pub enum RegistryAction {
    /// CREATE.
    Create {
        /// IF NOT EXISTS.
        if_not_exists: bool,
        /// OR REPLACE.
        or_replace: bool,
        /// FOR ALL TABLES of a publication.
        all_tables: bool,
    },
    /// `RENAME TO`.
    Rename {
        /// The new name.
        to: Name,
    },
    /// `SET SCHEMA`.
    SetSchema {
        /// The new schema.
        schema: Name,
    },
    /// ADD of a publication's objects.
    Add,
    /// SET of a publication's objects.
    Set,
    /// DROP of a publication's objects.
    Drop,
    /// Anything else: the object must be there.
    Alter {
        /// IF EXISTS.
        if_exists: bool,
    },
}

/// What such a statement names.
#[derive(Clone, Debug)]
pub enum RegistryUse {
    /// Another such object.
    Object {
        /// The object.
        object: Registered,
        /// Whether it takes this one with it, unasked.
        is_whole: bool,
    },
    /// A function of these arguments.
    Function {
        /// The function.
        name: QName,
        /// The types of its arguments.
        arguments: Vec<TypeName>,
        /// The type that it must return, and the SQLSTATE when it does not.
        returns: Option<(&'static str, &'static str)>,
    },
    /// A type.
    Type(TypeName),
    /// What statistics are of.
    Measured {
        /// The table.
        table: QName,
        /// The columns that are named by themselves.
        columns: Vec<Name>,
        /// Names in expressions.
        words: Vec<Name>,
        /// The expressions as written, each with its place.
        expressions: Vec<(String, Span)>,
        /// The kinds of statistics.
        kinds: Vec<Name>,
    },
}

/// An object of a publication.
#[derive(Clone, Debug)]
pub enum Published {
    /// A table.
    Table {
        /// The table.
        name: QName,
        /// The list of columns.
        columns: Option<Vec<Name>>,
        /// WHERE.
        filter: Option<Box<Expr>>,
        /// The whole of it.
        span: Span,
    },
    /// All tables of a schema; `None` for `CURRENT_SCHEMA`.
    Schema(Option<Name>, Span),
}

/// ADD, SET or DROP of an option.
#[derive(Clone, Debug)]
pub struct OptionChange {
    /// What is done.
    pub verb: OptionVerb,
    /// The option.
    pub name: Name,
}

/// What is done to an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionVerb {
    /// ADD, or nothing.
    Add,
    /// SET.
    Set,
    /// DROP.
    Drop,
}
