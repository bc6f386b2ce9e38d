//! A statement in a few words, so that a table of cases can be read.

#![allow(clippy::format_push_string)]

use crate::ddl::*;

fn names(all: &[Name]) -> String {
    let all: Vec<&str> = all.iter().map(|name| name.value.as_str()).collect();
    all.join(",")
}

fn qnames(all: &[QName]) -> String {
    let all: Vec<String> = all.iter().map(QName::display).collect();
    all.join(",")
}

fn flag(on: bool, word: &str) -> String {
    if on {
        format!(" {word}")
    } else {
        String::new()
    }
}

pub(super) fn ty(ty: &TypeName) -> String {
    let mut text = ty.name.display();
    if let Some(internal) = text.strip_prefix("pg_catalog.") {
        text = format!("!{internal}");
    }
    if !ty.modifiers.is_empty() {
        text += &format!("({})", ty.modifiers.join(","));
    }
    if let Some(fields) = &ty.interval_fields {
        text += &format!(" <{fields}>");
    }
    text += &"[]".repeat(usize::from(ty.array_dims));
    if let Some(column) = &ty.of_column {
        text += &format!(".{}%type", column.value);
    }
    text + &flag(ty.setof, "setof") + &flag(ty.serial, "serial")
}

fn sequence(options: &SequenceOptions) -> String {
    let mut text = Vec::new();
    if let Some(found) = &options.ty {
        text.push(format!("as {}", ty(found)));
    }
    for (word, value) in [
        ("start", options.start),
        ("by", options.increment),
        ("cache", options.cache),
    ] {
        text.extend(value.map(|value| format!("{word} {value}")));
    }
    for (word, value) in [("min", options.min), ("max", options.max)] {
        text.extend(value.map(|value| match value {
            Some(value) => format!("{word} {value}"),
            None => format!("no {word}"),
        }));
    }
    text.extend(options.cycle.map(|cycle| format!("cycle {cycle}")));
    if options.restart.is_some() {
        text.push("restart".to_owned());
    }
    match &options.owned_by {
        Some(OwnedBy::Nobody) => text.push("owned by none".to_owned()),
        Some(OwnedBy::Column { table, column }) => {
            text.push(format!("owned by {}.{}", table.display(), column.value));
        }
        None => {}
    }
    text.extend(
        options
            .sequence_name
            .as_ref()
            .map(|name| format!("name {}", name.display())),
    );
    text.join(" ")
}

fn attributes(found: &ConstraintAttributes) -> String {
    let mut text = String::new();
    if let Some(on) = found.deferrable {
        text += if on { " deferrable" } else { " not-deferrable" };
    }
    if let Some(on) = found.initially_deferred {
        text += if on { " deferred" } else { " immediate" };
    }
    if let Some(on) = found.enforced {
        text += if on { " enforced" } else { " not-enforced" };
    }
    text + &flag(found.not_valid, "not-valid") + &flag(found.no_inherit, "no-inherit")
}

fn references(found: &References) -> String {
    let mut text = format!(
        "-> {}({}{})",
        found.table.display(),
        names(&found.columns),
        flag(found.period, "period")
    );
    if found.match_type != MatchType::Simple {
        text += &format!(" {:?}", found.match_type);
    }
    for (word, action) in [("delete", found.on_delete), ("update", found.on_update)] {
        if action != Action::NoAction {
            text += &format!(" {word} {action:?}");
        }
    }
    if !found.set_columns.is_empty() {
        text += &format!(" ({})", names(&found.set_columns));
    }
    text
}

fn index_key(key: &IndexKey) -> String {
    let mut text = match &key.what {
        IndexKeyKind::Column(name) => name.value.clone(),
        IndexKeyKind::Expr(expr) => format!("({})", expr.text),
    };
    for found in [&key.collation, &key.opclass].into_iter().flatten() {
        text += &format!(" {}", found.display());
    }
    if let Some(parameters) = &key.opclass_parameters {
        let parameters: Vec<String> = parameters
            .iter()
            .map(|option| {
                format!(
                    "{} = {}",
                    option.name.value,
                    option.value.as_deref().unwrap_or_default()
                )
            })
            .collect();
        let parameters = parameters.join(", ");
        text += &format!("({parameters})");
    }
    text += &flag(key.descending, "desc");
    match key.nulls_first {
        Some(true) => text + " first",
        Some(false) => text + " last",
        None => text,
    }
}

fn keys(all: &[IndexKey]) -> String {
    let all: Vec<String> = all.iter().map(index_key).collect();
    all.join(", ")
}

pub(super) fn column_constraint(found: &ColumnConstraint) -> String {
    let text = match &found.kind {
        ColumnConstraintKind::NotNull { .. } => "not null".to_owned(),
        ColumnConstraintKind::Null => "null".to_owned(),
        ColumnConstraintKind::Default(expr) => format!("default {}", expr.text),
        ColumnConstraintKind::Identity(identity) => format!(
            "identity{} ({})",
            flag(identity.always, "always"),
            sequence(&identity.options)
        ),
        ColumnConstraintKind::Generated { expr, storage } => {
            format!("generated {} {storage:?}", expr.text)
        }
        ColumnConstraintKind::Check { expr, .. } => format!("check {}", expr.text),
        ColumnConstraintKind::PrimaryKey(_) => "primary key".to_owned(),
        ColumnConstraintKind::Unique {
            nulls_not_distinct, ..
        } => format!("unique{}", flag(*nulls_not_distinct, "nulls-not-distinct")),
        ColumnConstraintKind::References(found) => references(found),
    };
    let name = found
        .name
        .as_ref()
        .map(|name| format!("{}: ", name.value))
        .unwrap_or_default();
    format!("{name}{text}{}", attributes(&found.attributes))
}

pub(super) fn column(found: &ColumnDef) -> String {
    let mut text = found.name.value.clone();
    if let Some(found) = &found.ty {
        text += &format!(" {}", ty(found));
    }
    if let Some(collation) = &found.collation {
        text += &format!(" collate {}", collation.display());
    }
    for constraint in &found.constraints {
        text += &format!(" | {}", column_constraint(constraint));
    }
    text
}

fn constraint(found: &ConstraintDef) -> String {
    let include = |parameters: &IndexParameters| {
        if parameters.include.is_empty() {
            String::new()
        } else {
            format!(" include {}", names(&parameters.include))
        }
    };
    let text = match &found.kind {
        ConstraintKind::Check(expr) => format!("check {}", expr.text),
        ConstraintKind::NotNull(name) => format!("not null {}", name.value),
        ConstraintKind::PrimaryKey {
            columns,
            without_overlaps,
            parameters,
        } => format!(
            "primary key ({}{}){}",
            names(columns),
            flag(*without_overlaps, "without-overlaps"),
            include(parameters)
        ),
        ConstraintKind::Unique {
            columns,
            nulls_not_distinct,
            without_overlaps,
            parameters,
        } => format!(
            "unique{} ({}{}){}",
            flag(*nulls_not_distinct, "nulls-not-distinct"),
            names(columns),
            flag(*without_overlaps, "without-overlaps"),
            include(parameters)
        ),
        ConstraintKind::UsingIndex { primary, index } => {
            format!("using index {}{}", index.value, flag(*primary, "primary"))
        }
        ConstraintKind::Exclude {
            method,
            elements,
            parameters,
            predicate,
        } => {
            let elements: Vec<String> = elements
                .iter()
                .map(|(key, operator)| format!("{} with {operator}", index_key(key)))
                .collect();
            format!(
                "exclude {} ({}){}{}",
                method.as_ref().map_or("-", |name| &name.value),
                elements.join(", "),
                include(parameters),
                predicate
                    .as_ref()
                    .map(|expr| format!(" where {}", expr.text))
                    .unwrap_or_default()
            )
        }
        ConstraintKind::ForeignKey {
            columns,
            period,
            references: found,
        } => format!(
            "foreign key ({}{}) {}",
            names(columns),
            flag(*period, "period"),
            references(found)
        ),
    };
    let name = found
        .name
        .as_ref()
        .map(|name| format!("{}: ", name.value))
        .unwrap_or_default();
    format!("{name}{text}{}", attributes(&found.attributes))
}

fn table(found: &CreateTable) -> String {
    let mut text = format!("table {}", found.name.display());
    text += &flag(found.if_not_exists, "if-not-exists");
    if found.persistence != Persistence::Permanent {
        text += &format!(" {:?}", found.persistence);
    }
    text += &flag(found.foreign, "foreign");
    for element in &found.elements {
        text += "; ";
        text += &match element {
            TableElement::Column(found) => column(found),
            TableElement::Constraint(found) => constraint(found),
            TableElement::Like(like) => {
                let mut parts = format!("like {}", like.table.display());
                for (on, word) in [
                    (like.comments, "comments"),
                    (like.compression, "compression"),
                    (like.constraints, "constraints"),
                    (like.defaults, "defaults"),
                    (like.generated, "generated"),
                    (like.identity, "identity"),
                    (like.indexes, "indexes"),
                    (like.statistics, "statistics"),
                    (like.storage, "storage"),
                ] {
                    parts += &flag(on, word);
                }
                parts
            }
        };
    }
    if !found.inherits.is_empty() {
        text += &format!("; inherits {}", qnames(&found.inherits));
    }
    if let Some(partition) = &found.partition_of {
        text += &format!(
            "; partition of {} {}",
            partition.parent.display(),
            partition.bound.text
        );
    }
    if let Some(by) = &found.partition_by {
        text += &format!("; by {} ({})", by.strategy.value, keys(&by.keys));
    }
    if let Some(of) = &found.of_type {
        text += &format!("; of {}", of.display());
    }
    if let Some(found) = &found.as_query {
        text += &format!("; as {}", query(found));
    }
    if !found.as_columns.is_empty() {
        text += &format!("; columns {}", names(&found.as_columns));
    }
    text + match found.on_commit {
        Some(OnCommit::Drop) => " on-commit-drop",
        Some(OnCommit::Rows) => " on-commit-rows",
        None => "",
    }
}

pub(super) fn query(found: &Query) -> String {
    let outputs = match &found.outputs {
        None => "?".to_owned(),
        Some(all) => {
            let all: Vec<String> = all
                .iter()
                .map(|output| match output {
                    Output::Star { qualifier, .. } => match qualifier {
                        Some(qualifier) => format!("{}.*", qualifier.display()),
                        None => "*".to_owned(),
                    },
                    Output::Expr { name, .. } => name.clone(),
                })
                .collect();
            all.join(",")
        }
    };
    let from: Vec<String> = found
        .from
        .iter()
        .map(|item| {
            let mut text = match &item.relation {
                Some(name) => name.display(),
                None => "-".to_owned(),
            };
            if let Some(alias) = &item.alias
                && !text.ends_with(&alias.value)
            {
                text += &format!(" {}", alias.value);
            }
            text + &flag(item.nullable, "nullable") + &flag(item.merged, "merged")
        })
        .collect();
    format!("[{outputs}] from [{}]", from.join(", "))
}

fn action(found: &AlterAction) -> String {
    use AlterActionKind as Kind;
    match &found.kind {
        Kind::AddColumn {
            if_not_exists,
            column: found,
        } => format!(
            "add{} {}",
            flag(*if_not_exists, "if-not-exists"),
            column(found)
        ),
        Kind::SetType {
            column,
            ty: found,
            collation,
            using,
        } => format!(
            "{} type {}{}{}",
            column.value,
            ty(found),
            collation
                .as_ref()
                .map(|name| format!(" collate {}", name.display()))
                .unwrap_or_default(),
            using
                .as_ref()
                .map(|expr| format!(" using {}", expr.text))
                .unwrap_or_default()
        ),
        Kind::SetDefault { column, expr } => format!("{} default {}", column.value, expr.text),
        Kind::SetExpression { column, expr, .. } => {
            format!("{} expression {}", column.value, expr.text)
        }
        Kind::AddIdentity { column, identity } => format!(
            "{} identity{} ({})",
            column.value,
            flag(identity.always, "always"),
            sequence(&identity.options)
        ),
        Kind::SetIdentity {
            column,
            always,
            options,
        } => format!(
            "{} identity {always:?} ({})",
            column.value,
            sequence(options)
        ),
        Kind::AddConstraint(found) => format!("add {}", constraint(found)),
        Kind::AlterConstraint {
            name,
            attributes: found,
            inherit,
        } => format!("constraint {}{} {inherit:?}", name.value, attributes(found)),
        Kind::DropColumn {
            if_exists,
            column,
            cascade,
        } => format!(
            "drop {}{}{}",
            column.value,
            flag(*if_exists, "if-exists"),
            flag(*cascade, "cascade")
        ),
        Kind::DropConstraint {
            if_exists,
            name,
            cascade,
        } => format!(
            "drop constraint {}{}{}",
            name.value,
            flag(*if_exists, "if-exists"),
            flag(*cascade, "cascade")
        ),
        Kind::DropDefault { column } => format!("{} drop default", column.value),
        Kind::SetNotNull { column } => format!("{} not null", column.value),
        Kind::DropNotNull { column } => format!("{} drop not null", column.value),
        Kind::DropExpression { column, if_exists } => format!(
            "{} drop expression{}",
            column.value,
            flag(*if_exists, "if-exists")
        ),
        Kind::DropIdentity { column, if_exists } => format!(
            "{} drop identity{}",
            column.value,
            flag(*if_exists, "if-exists")
        ),
        Kind::ColumnStorage { column, setting } => format!(
            "{} {}",
            column.as_ref().map_or("-", |name| name.value.as_str()),
            column_setting(setting)
        ),
        Kind::ValidateConstraint { name } => format!("validate {}", name.value),
        Kind::RenameColumn { column, to } => format!("rename {} to {}", column.value, to.value),
        Kind::RenameConstraint { name, to } => {
            format!("rename constraint {} to {}", name.value, to.value)
        }
        Kind::Rename { to } => format!("rename to {}", to.value),
        Kind::SetSchema { schema } => format!("schema {}", schema.value),
        Kind::Inherit { parent } => format!("inherit {}", parent.display()),
        Kind::NoInherit { parent } => format!("no inherit {}", parent.display()),
        Kind::AttachPartition { partition, bound } => format!(
            "attach {} {}",
            partition.display(),
            bound.as_ref().map_or("-", |bound| bound.text.as_str())
        ),
        Kind::DetachPartition {
            partition,
            concurrently,
            finalize,
        } => format!(
            "detach {}{}{}",
            partition.display(),
            flag(concurrently.is_some(), "concurrently"),
            flag(*finalize, "finalize")
        ),
        Kind::SetOptions(found) => options(found),
        Kind::SetAccessMethod(method) => format!("access method {}", or_default(method.as_ref())),
        Kind::ReplicaIdentity(identity) => format!(
            "replica identity {}",
            match identity {
                ReplicaIdentity::Index(name) => name.value.as_str(),
                _ => "-",
            }
        ),
        Kind::DependsOnExtension { extension, no } => {
            format!("depends on {}{}", extension.value, flag(*no, "no"))
        }
        Kind::Of { ty } => format!("of {}", ty.display()),
        Kind::NotOf => "not of".to_owned(),
        Kind::SetLogged(on) => format!("logged {on}"),
        Kind::RowSecurity { enable, .. } => format!("rls {enable:?}"),
        Kind::NoEffect { what, names } => format!(
            "{what} {}",
            names.as_ref().map_or("", |name| name.value.as_str())
        )
        .trim_end()
        .to_owned(),
    }
}

fn or_default(name: Option<&Name>) -> &str {
    name.map_or("default", |name| name.value.as_str())
}

fn options(found: &[RelOption]) -> String {
    let all: Vec<String> = found
        .iter()
        .map(|option| {
            format!(
                "{}{}={}",
                option
                    .namespace
                    .as_ref()
                    .map_or(String::new(), |name| format!("{}.", name.value)),
                option.name.value,
                option.value.as_deref().unwrap_or("")
            )
        })
        .collect();
    format!("set ({})", all.join(", "))
}

fn column_setting(setting: &ColumnSetting) -> String {
    match setting {
        ColumnSetting::Statistics => "statistics".to_owned(),
        ColumnSetting::KeyStatistics(key) => format!("statistics of {}", key.value),
        ColumnSetting::Storage(name) => format!("storage {}", or_default(name.as_ref())),
        ColumnSetting::Compression(name) => format!("compression {}", or_default(name.as_ref())),
        ColumnSetting::Options(found) => options(found),
        ColumnSetting::Reset => "reset".to_owned(),
        ColumnSetting::ForeignOptions => "options".to_owned(),
    }
}

pub(super) fn object(found: &ObjectRef) -> String {
    match found {
        ObjectRef::Function {
            word,
            name,
            arguments,
        } => {
            let arguments = match arguments {
                None => String::new(),
                Some(all) => {
                    let all: Vec<String> = all.iter().map(ty).collect();
                    format!("({})", all.join(","))
                }
            };
            format!("{word} {}{arguments}", name.display())
        }
        ObjectRef::Trigger { name, table } => {
            format!("trigger {} on {}", name.value, table.display())
        }
        ObjectRef::Policy { name, table } => {
            format!("policy {} on {}", name.value, table.display())
        }
        ObjectRef::Rule { name, table } => format!("rule {} on {}", name.value, table.display()),
        ObjectRef::Constraint { name, of, domain } => format!(
            "constraint {} on{} {}",
            name.value,
            flag(*domain, "domain"),
            of.display()
        ),
        ObjectRef::Column { relation, column } => {
            format!("column {} of {}", column.value, relation.display())
        }
        ObjectRef::Relation { word, name } => format!("{word:?} {}", name.display()),
        ObjectRef::Type { name } => format!("type {}", ty(name)),
        ObjectRef::Domain { name } => format!("domain {}", ty(name)),
        ObjectRef::Schema { name } => format!("schema {}", name.value),
        ObjectRef::Registered(object) => registered(object),
        ObjectRef::Extension { name } => format!("extension {}", name.value),
        ObjectRef::Collation { name } => format!("collation {}", name.display()),
        ObjectRef::Operator(operator) => {
            let operand = |of: &Option<TypeName>| of.as_ref().map_or("none".to_owned(), ty);
            format!(
                "operator {} ({}, {})",
                operator.name.display(),
                operand(&operator.left),
                operand(&operator.right)
            )
        }
        ObjectRef::Other { word } => format!("other {word}"),
    }
}

fn registered(object: &crate::ddl::Registered) -> String {
    format!(
        "{} {}{}",
        object.kind.noun(),
        object.name.display(),
        object
            .of
            .as_ref()
            .map_or(String::new(), |of| format!(" of {}", of.value))
    )
}

fn function(found: &CreateFunction) -> String {
    let arguments: Vec<String> = found
        .arguments
        .iter()
        .map(|argument| {
            format!(
                "{:?} {} {}{}",
                argument.mode,
                argument.name.as_ref().map_or("-", |name| &name.value),
                ty(&argument.ty),
                flag(argument.default.is_some(), "default")
            )
        })
        .collect();
    format!(
        "{:?} {}({}) -> {} {}{}{}",
        found.kind,
        found.name.display(),
        arguments.join(", "),
        found.returns.as_ref().map_or("-".to_owned(), ty),
        found.language.as_deref().unwrap_or("-"),
        flag(found.or_replace, "replace"),
        found
            .body
            .as_ref()
            .map(|body| format!(" {body:?}"))
            .unwrap_or_default()
    )
}

pub(super) fn describe(kind: &StmtKind) -> String {
    match kind {
        StmtKind::CreateSchema(found) => {
            let elements: Vec<String> = found
                .elements
                .iter()
                .map(|stmt| describe(&stmt.kind))
                .collect();
            format!(
                "schema {}{} [{}]",
                found.name.value,
                flag(found.if_not_exists, "if-not-exists"),
                elements.join(" / ")
            )
        }
        StmtKind::CreateTable(found) => table(found),
        StmtKind::CreateView(found) => format!(
            "view {}{}{}{}{}{} ({}) {}",
            found.name.display(),
            flag(found.materialized, "materialized"),
            flag(found.or_replace, "replace"),
            flag(found.if_not_exists, "if-not-exists"),
            flag(found.temporary, "temporary"),
            flag(found.recursive, "recursive"),
            names(&found.columns),
            query(&found.query)
        ),
        StmtKind::CreateIndex(found) => format!(
            "index {} on {}{}{}{}{}{} {} ({}) ({}){}",
            found.name.as_ref().map_or("-", |name| &name.value),
            found.table.display(),
            flag(found.unique, "unique"),
            flag(found.concurrently.is_some(), "concurrently"),
            flag(found.if_not_exists, "if-not-exists"),
            flag(found.only, "only"),
            flag(found.nulls_not_distinct, "nulls-not-distinct"),
            found.method.as_ref().map_or("-", |name| &name.value),
            keys(&found.keys),
            names(&found.include),
            found
                .predicate
                .as_ref()
                .map(|expr| format!(" where {}", expr.text))
                .unwrap_or_default()
        ),
        StmtKind::CreateSequence(found) => format!(
            "sequence {}{} {:?} {}",
            found.name.display(),
            flag(found.if_not_exists, "if-not-exists"),
            found.persistence,
            sequence(&found.options)
        ),
        StmtKind::CreateType(found) => format!(
            "type {} {}",
            found.name.display(),
            match &found.kind {
                CreateTypeKind::Enum(labels) => format!("enum {}", names(labels)),
                CreateTypeKind::Composite(all) => {
                    let all: Vec<String> = all
                        .iter()
                        .map(|one| format!("{} {}", one.name.value, ty(&one.ty)))
                        .collect();
                    format!("({})", all.join(", "))
                }
                CreateTypeKind::Range {
                    subtype,
                    multirange,
                } => format!(
                    "range {} {}",
                    ty(subtype),
                    multirange.as_ref().map_or("-".to_owned(), QName::display)
                ),
                CreateTypeKind::Base => "base".to_owned(),
                CreateTypeKind::Shell => "shell".to_owned(),
            }
        ),
        StmtKind::CreateDomain(found) => {
            let mut text = format!("domain {} {}", found.name.display(), ty(&found.ty));
            for constraint in &found.constraints {
                text += &format!(" | {}", column_constraint(constraint));
            }
            text
        }
        StmtKind::CreateExtension(found) => format!(
            "extension {}{} {}{}",
            found.name.value,
            flag(found.if_not_exists, "if-not-exists"),
            found.schema.as_ref().map_or("-", |name| &name.value),
            flag(found.cascade, "cascade")
        ),
        StmtKind::CreateFunction(found) => function(found),
        StmtKind::CreateTrigger(found) => format!(
            "trigger {} on {} calls {}{}{} ({})",
            found.name.value,
            found.table.display(),
            found.function.display(),
            flag(found.or_replace, "replace"),
            flag(found.constraint, "constraint"),
            names(&found.columns)
        ),
        StmtKind::CreateRule(found) => {
            format!("rule {} on {}", found.name.value, found.table.display())
        }
        StmtKind::CreatePolicy { name, table, .. } => {
            format!("policy {} on {}", name.value, table.display())
        }
        StmtKind::AlterPolicy { name, table, .. } => {
            format!("alter policy {} on {}", name.value, table.display())
        }
        StmtKind::CreateCollation {
            if_not_exists,
            name,
            ..
        } => format!(
            "collation {}{}",
            name.display(),
            flag(*if_not_exists, "if-not-exists")
        ),
        StmtKind::AlterTable(found) => {
            let actions: Vec<String> = found.actions.iter().map(action).collect();
            format!(
                "alter {:?} {}{}{}: {}",
                found.word,
                found.name.display(),
                flag(found.if_exists, "if-exists"),
                flag(found.only, "only"),
                actions.join("; ")
            )
        }
        StmtKind::AlterSequence(found) => format!(
            "alter sequence {}{}: {}",
            found.name.display(),
            flag(found.if_exists, "if-exists"),
            sequence(&found.options)
        ),
        StmtKind::AlterType(found) => format!(
            "alter type {}: {}",
            found.name.display(),
            match &found.action {
                AlterTypeAction::AddValue {
                    if_not_exists,
                    label,
                    place,
                } => format!(
                    "add value {}{}{}",
                    label.value,
                    flag(*if_not_exists, "if-not-exists"),
                    place
                        .as_ref()
                        .map(|(before, other)| format!(
                            " {} {}",
                            if *before { "before" } else { "after" },
                            other.value
                        ))
                        .unwrap_or_default()
                ),
                AlterTypeAction::RenameValue { from, to } =>
                    format!("rename value {} to {}", from.value, to.value),
                AlterTypeAction::Rename { to } => format!("rename to {}", to.value),
                AlterTypeAction::SetSchema { schema } => format!("schema {}", schema.value),
                AlterTypeAction::Attributes(all) => {
                    let all: Vec<String> = all
                        .iter()
                        .map(|one| match one {
                            AttributeAction::Add { attribute, cascade } => format!(
                                "add {} {}{}",
                                attribute.name.value,
                                ty(&attribute.ty),
                                flag(*cascade, "cascade")
                            ),
                            AttributeAction::Drop {
                                if_exists,
                                name,
                                cascade,
                            } => format!(
                                "drop {}{}{}",
                                name.value,
                                flag(*if_exists, "if-exists"),
                                flag(*cascade, "cascade")
                            ),
                            AttributeAction::Alter { attribute, cascade } => format!(
                                "alter {} {}{}",
                                attribute.name.value,
                                ty(&attribute.ty),
                                flag(*cascade, "cascade")
                            ),
                        })
                        .collect();
                    all.join("; ")
                }
                AlterTypeAction::RenameAttribute { from, to, cascade } => format!(
                    "rename attribute {} to {}{}",
                    from.value,
                    to.value,
                    flag(*cascade, "cascade")
                ),
                AlterTypeAction::NoEffect => "nothing".to_owned(),
            }
        ),
        StmtKind::AlterDomain(found) => format!(
            "alter domain {}: {}",
            found.name.display(),
            match &found.action {
                AlterDomainAction::SetDefault(expr) => format!("default {}", expr.text),
                AlterDomainAction::AddConstraint(found) =>
                    format!("add {}", column_constraint(found)),
                AlterDomainAction::DropConstraint {
                    if_exists,
                    name,
                    cascade,
                } => format!(
                    "drop constraint {}{}{}",
                    name.value,
                    flag(*if_exists, "if-exists"),
                    flag(*cascade, "cascade")
                ),
                AlterDomainAction::RenameConstraint { name, to } =>
                    format!("rename constraint {} to {}", name.value, to.value),
                AlterDomainAction::ValidateConstraint { name } =>
                    format!("validate {}", name.value),
                AlterDomainAction::Rename { to } => format!("rename to {}", to.value),
                AlterDomainAction::SetSchema { schema } => format!("schema {}", schema.value),
                AlterDomainAction::DropDefault => "drop default".to_owned(),
                AlterDomainAction::SetNotNull => "not null".to_owned(),
                AlterDomainAction::DropNotNull => "drop not null".to_owned(),
                AlterDomainAction::NoEffect => "nothing".to_owned(),
            }
        ),
        StmtKind::AlterSchemaRename { name, to } => {
            format!("rename schema {} to {}", name.value, to.value)
        }
        StmtKind::AlterObject(found) => format!(
            "alter {}: {}",
            object(&found.object),
            match &found.action {
                AlterObjectAction::Rename { to } => format!("rename to {}", to.value),
                AlterObjectAction::SetSchema { schema } => format!("schema {}", schema.value),
                AlterObjectAction::DependsOnExtension { extension, no } => {
                    format!("depends on {}{}", extension.value, flag(*no, "no"))
                }
                AlterObjectAction::Member {
                    object: member,
                    add,
                } => {
                    format!("{} {}", if *add { "add" } else { "drop" }, object(member))
                }
                AlterObjectAction::Volatility(_) | AlterObjectAction::NoEffect => {
                    "nothing".to_owned()
                }
            }
        ),
        StmtKind::Drop(found) => {
            let objects: Vec<String> = found.objects.iter().map(object).collect();
            format!(
                "drop {}{}{}{}",
                objects.join(", "),
                flag(found.if_exists, "if-exists"),
                flag(found.cascade, "cascade"),
                flag(found.concurrently.is_some(), "concurrently")
            )
        }
        StmtKind::Comment(found) => format!("comment {} {:?}", object(&found.object), found.text),
        StmtKind::SetSearchPath(found) => format!(
            "search_path{} {:?}",
            flag(found.local, "local"),
            found.path.as_ref().map(|path| names(path))
        ),
        StmtKind::SetParameter(found) => {
            format!(
                "set {} {:?} {:?}",
                found.name.value, found.value, found.scope
            )
        }
        StmtKind::Transaction(found) => match found {
            Transaction::Savepoint(name) => format!("savepoint {}", name.value),
            Transaction::Release(name) => format!("release {}", name.value),
            Transaction::RollbackTo(name) => format!("rollback to {}", name.value),
            Transaction::Prepare(_) => "Prepare".to_owned(),
            Transaction::Prepared(what, _) => (*what).to_owned(),
            other => format!("{other:?}"),
        },
        StmtKind::Do(_) => "do".to_owned(),
        StmtKind::CreateOperator(stmt) => {
            let operand = |of: &Operand| match of {
                Operand::Missing => "-".to_owned(),
                Operand::Type(of) => ty(of),
                Operand::Unread => "?".to_owned(),
            };
            format!(
                "operator {} ({}, {}){}",
                stmt.name.display(),
                operand(&stmt.left),
                operand(&stmt.right),
                flag(stmt.has_function, "function")
            )
        }
        StmtKind::Registry(stmt) => format!(
            "{} {} {:?}",
            stmt.what,
            stmt.object.as_ref().map_or("-".to_owned(), registered),
            stmt.action
        ),
        StmtKind::NoEffect {
            what,
            calls,
            relations,
            ..
        } => {
            let calls: Vec<String> = calls
                .iter()
                .map(|call| format!("{}/{}", call.name.display(), call.arguments))
                .collect();
            format!("{what} [{}] [{}]", calls.join(","), qnames(relations))
        }
        StmtKind::Opaque { reason, .. } => format!("opaque: {reason}"),
    }
}
