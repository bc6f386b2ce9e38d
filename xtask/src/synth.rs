//! `cargo xtask synth`: a synthetic project of any size, the same bytes every time.
//!
//! Tables have 12 to 20 columns of mixed types, a key, an enum, foreign keys with their indexes, checks and comments, as the
//! tables of a business application do. Migrations beyond one a table change the tables that are there. Every migration has a
//! down section that leads back exactly.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::Outcome;

const AREAS: [&str; 25] = [
    "billing", "sales", "crm", "support", "shop", "stock", "fleet", "payroll", "hiring",
    "training", "events", "travel", "assets", "quality", "legal", "media", "search", "audit",
    "mail", "survey", "loyalty", "pricing", "returns", "planning", "metering",
];

const ENTITIES: [&str; 24] = [
    "accounts",
    "orders",
    "invoices",
    "payments",
    "contacts",
    "tickets",
    "products",
    "shipments",
    "vehicles",
    "employees",
    "candidates",
    "courses",
    "sessions",
    "bookings",
    "devices",
    "inspections",
    "contracts",
    "articles",
    "queries",
    "records",
    "messages",
    "answers",
    "rewards",
    "offers",
];

/// Columns that a table draws from: name, type and what follows the type.
const COLUMNS: [(&str, &str, &str); 32] = [
    ("code", "varchar(32)", " NOT NULL"),
    ("title", "text", " NOT NULL"),
    ("description", "text", ""),
    ("external_ref", "varchar(80)", ""),
    ("email", "text", ""),
    ("phone", "varchar(20)", ""),
    ("city", "text", ""),
    ("country", "char(2)", ""),
    ("net_amount", "numeric(14, 2)", " NOT NULL DEFAULT 0"),
    ("tax_amount", "numeric(14, 2)", " NOT NULL DEFAULT 0"),
    ("discount_rate", "numeric(5, 2)", ""),
    ("currency", "char(3)", " NOT NULL DEFAULT 'EUR'"),
    ("quantity", "integer", " NOT NULL DEFAULT 1"),
    ("priority", "smallint", " NOT NULL DEFAULT 0"),
    ("version", "integer", " NOT NULL DEFAULT 1"),
    ("total_count", "bigint", " NOT NULL DEFAULT 0"),
    ("weight_grams", "integer", ""),
    ("score", "double precision", ""),
    ("is_active", "boolean", " NOT NULL DEFAULT true"),
    ("is_archived", "boolean", " NOT NULL DEFAULT false"),
    ("metadata", "jsonb", " NOT NULL DEFAULT '{}'"),
    ("settings", "jsonb", ""),
    ("tags", "text[]", " NOT NULL DEFAULT '{}'"),
    ("digest", "bytea", ""),
    ("token", "uuid", " NOT NULL DEFAULT gen_random_uuid()"),
    ("source_address", "inet", ""),
    ("valid_from", "date", ""),
    ("valid_until", "date", ""),
    ("opens_at", "time", ""),
    ("duration", "interval", ""),
    ("published_at", "timestamptz", ""),
    ("deleted_at", "timestamptz", ""),
];

/// The least and the most columns that a table has when it is created.
const COLUMN_COUNT: (usize, usize) = (12, 20);

/// What a later migration does to a table. Each fits any table in any state.
const CHANGES: [fn(&mut Table, usize) -> Change; 8] = [
    add_column,
    add_index,
    add_required_column,
    rename_column,
    add_check,
    drop_column,
    widen,
    comment,
];

struct Table {
    name: String,
    /// Names of columns added by later migrations, the newest last.
    added: Vec<String>,
    /// The default of `status`.
    status: &'static str,
}

struct Change {
    title: String,
    up: String,
    down: String,
}

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let [tables, migrations, directory] = arguments else {
        return Err("usage: cargo xtask synth N_TABLES N_MIGRATIONS DIR".into());
    };
    let directory = Path::new(directory);
    if directory.join("migrations").exists() {
        return Err(format!("`{}` has migrations already", directory.display()).into());
    }
    let bytes = write(tables.parse()?, migrations.parse()?, directory)?;
    println!(
        "{migrations} migrations, {bytes} bytes of SQL in {}",
        directory.display()
    );
    Ok(())
}

/// Writes a project, and returns how many bytes of SQL it has.
pub(crate) fn write(
    tables: usize,
    migrations: usize,
    directory: &Path,
) -> Result<usize, crate::Failure> {
    let folder = directory.join("migrations");
    fs::create_dir_all(&folder)?;
    fs::write(
        directory.join("pgbindgen.toml"),
        "postgres = [\"15\", \"18\"]\n\n[generate]\nout = \"bindings\"\n",
    )?;
    let mut bytes = 0;
    for (name, text) in project(tables, migrations)? {
        bytes += text.len();
        fs::write(folder.join(name), text)?;
    }
    Ok(bytes)
}

/// The files of a project, in the order of its history.
fn project(tables: usize, migrations: usize) -> Result<Vec<(String, String)>, crate::Failure> {
    if tables == 0 || migrations == 0 {
        return Err("at least one table, in at least one migration".into());
    }
    let mut files = Vec::new();
    let mut made: Vec<Table> = Vec::new();
    let mut parent: Option<String> = None;
    let mut altered = 0;
    for number in 0..migrations {
        // The share of tables that is due by now: creations are spread over the whole history.
        let due = (number + 1) * tables / migrations;
        let due = due.max(usize::from(number == 0));
        let mut changes = Vec::new();
        while made.len() < due {
            changes.push(create(&mut made));
        }
        if changes.is_empty() {
            let table = mixed(number) % made.len();
            let change = CHANGES[altered % CHANGES.len()];
            altered += 1;
            changes.push(change(&mut made[table], number));
        }
        let id = id(number, &changes[0].title);
        files.push((format!("{id}.sql"), file(&id, parent.as_deref(), &changes)));
        parent = Some(id);
    }
    Ok(files)
}

/// A revision id with a made-up time that grows by an hour.
fn id(number: usize, title: &str) -> String {
    let (day, hour) = (number / 24, number % 24);
    let (year, month, day) = (2024 + day / 336, 1 + day % 336 / 28, 1 + day % 28);
    let mut id = format!("{year}{month:02}{day:02}_{hour:02}00_{title}");
    id.truncate(63);
    id
}

fn file(id: &str, parent: Option<&str>, changes: &[Change]) -> String {
    let mut text = format!("-- revision: {id}\n");
    if let Some(parent) = parent {
        let _ = writeln!(text, "-- down_revision: {parent}");
    }
    text += "-- +up\n";
    for change in changes {
        text += &change.up;
    }
    text += "-- +down\n";
    for change in changes.iter().rev() {
        text += &change.down;
    }
    text
}

/// A number that looks random and is not: the finaliser of `SplitMix64`.
fn mixed(seed: usize) -> usize {
    let mut z = (seed as u64)
        .wrapping_add(1)
        .wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    usize::try_from((z ^ (z >> 31)) & 0xFFFF_FFFF).unwrap_or_default()
}

fn create(made: &mut Vec<Table>) -> Change {
    let number = made.len();
    let random = |salt: usize| mixed(number * 64 + salt);
    let mut name = format!(
        "{}_{}",
        AREAS[number % AREAS.len()],
        ENTITIES[(number / AREAS.len() + number % AREAS.len()) % ENTITIES.len()]
    );
    // Each pair was taken before.
    let round = number / (AREAS.len() * ENTITIES.len());
    if round > 0 {
        let _ = write!(name, "_{round}");
    }
    let mut up = String::new();
    let _ = writeln!(
        up,
        "CREATE TYPE {name}_status AS ENUM ('draft', 'open', 'on_hold', 'closed');\n\nCREATE TABLE {name} ("
    );
    let mut lines = vec![
        "id bigint GENERATED BY DEFAULT AS IDENTITY".to_owned(),
        format!("status {name}_status NOT NULL DEFAULT 'draft'"),
        "created_at timestamptz NOT NULL DEFAULT now()".to_owned(),
        "updated_at timestamptz NOT NULL DEFAULT now()".to_owned(),
    ];
    let parents: Vec<String> = (0..random(0) % 4)
        .filter(|_| number > 0)
        .map(|salt| made[random(salt + 1) % number].name.clone())
        .collect();
    let mut parents: Vec<&String> = parents.iter().collect();
    parents.sort();
    parents.dedup();
    for parent in &parents {
        lines.push(format!("{parent}_id bigint NOT NULL"));
    }
    let (least, most) = COLUMN_COUNT;
    let count = least + random(5) % (most - least + 1);
    let mut drawn: Vec<usize> = (0..COLUMNS.len()).collect();
    drawn.sort_by_key(|column| random(10 + column));
    drawn.truncate(count.saturating_sub(lines.len()));
    // `code` is part of a unique key, and a text is what `widen` works on: every table has both.
    drawn.retain(|column| *column > 1);
    drawn.extend([0, 3]);
    drawn.sort_unstable();
    drawn.dedup();
    for column in &drawn {
        let (column, kind, rest) = COLUMNS[*column];
        lines.push(format!("{column} {kind}{rest}"));
    }
    lines.push(format!("CONSTRAINT {name}_pkey PRIMARY KEY (id)"));
    lines.push(format!("CONSTRAINT {name}_code_key UNIQUE (code)"));
    let has = |column: &str| drawn.iter().any(|index| COLUMNS[*index].0 == column);
    if has("quantity") {
        lines.push(format!(
            "CONSTRAINT {name}_quantity_check CHECK (quantity > 0)"
        ));
    }
    if has("valid_from") && has("valid_until") {
        lines.push(format!(
            "CONSTRAINT {name}_validity_check CHECK (valid_until >= valid_from)"
        ));
    }
    for parent in &parents {
        lines.push(format!(
            "CONSTRAINT {name}_{parent}_fkey FOREIGN KEY ({parent}_id) REFERENCES {parent} (id) ON DELETE {}",
            ["RESTRICT", "CASCADE"][random(6) % 2]
        ));
    }
    let _ = writeln!(up, "    {}\n);\n", lines.join(",\n    "));
    for parent in &parents {
        let _ = writeln!(
            up,
            "CREATE INDEX {name}_{parent}_idx ON {name} ({parent}_id);"
        );
    }
    let _ = writeln!(
        up,
        "CREATE INDEX {name}_created_at_idx ON {name} (created_at DESC);"
    );
    let _ = writeln!(
        up,
        "CREATE INDEX {name}_open_idx ON {name} (updated_at) WHERE status = 'open';"
    );
    if has("metadata") {
        let _ = writeln!(
            up,
            "CREATE INDEX {name}_metadata_idx ON {name} USING gin (metadata);"
        );
    }
    let _ = writeln!(
        up,
        "\nCOMMENT ON TABLE {name} IS 'The {} of one tenant''s business.';",
        name.replace('_', " ")
    );
    let _ = writeln!(
        up,
        "COMMENT ON COLUMN {name}.code IS 'What people call the row by.';"
    );
    if has("email") {
        let _ = writeln!(
            up,
            "COMMENT ON COLUMN {name}.email IS '@pii Where to write to.';"
        );
    }
    let down = format!("DROP TABLE {name};\nDROP TYPE {name}_status;\n");
    let title = format!("create_{name}");
    made.push(Table {
        name,
        added: Vec::new(),
        status: "draft",
    });
    Change { title, up, down }
}

fn add_column(table: &mut Table, number: usize) -> Change {
    let (_, kind, _) = COLUMNS[mixed(number) % COLUMNS.len()];
    let (name, column) = (&table.name, format!("extra_{number}"));
    let change = Change {
        title: format!("add_{column}_to_{name}"),
        up: format!(
            "ALTER TABLE {name} ADD COLUMN {column} {kind};\nCOMMENT ON COLUMN {name}.{column} IS 'Added in step {number}.';\n"
        ),
        down: format!("ALTER TABLE {name} DROP COLUMN {column};\n"),
    };
    table.added.push(column);
    change
}

fn add_required_column(table: &mut Table, number: usize) -> Change {
    let (name, column) = (&table.name, format!("level_{number}"));
    let change = Change {
        title: format!("add_{column}_to_{name}"),
        up: format!(
            "ALTER TABLE {name} ADD COLUMN {column} integer NOT NULL DEFAULT {};\n",
            number % 10
        ),
        down: format!("ALTER TABLE {name} DROP COLUMN {column};\n"),
    };
    table.added.push(column);
    change
}

fn add_index(table: &mut Table, number: usize) -> Change {
    let name = &table.name;
    Change {
        title: format!("index_{name}"),
        up: format!("CREATE INDEX {name}_{number}_idx ON {name} (status, updated_at DESC);\n"),
        down: format!("DROP INDEX {name}_{number}_idx;\n"),
    }
}

fn rename_column(table: &mut Table, number: usize) -> Change {
    let name = table.name.clone();
    let Some(column) = table.added.last_mut() else {
        return add_column(table, number);
    };
    let new = format!("renamed_{number}");
    let change = Change {
        title: format!("rename_{column}_of_{name}"),
        up: format!("ALTER TABLE {name} RENAME COLUMN {column} TO {new};\n"),
        down: format!("ALTER TABLE {name} RENAME COLUMN {new} TO {column};\n"),
    };
    *column = new;
    change
}

fn add_check(table: &mut Table, number: usize) -> Change {
    let name = &table.name;
    Change {
        title: format!("check_{name}"),
        up: format!(
            "ALTER TABLE {name} ADD CONSTRAINT {name}_{number}_check CHECK (updated_at >= created_at AND char_length(code) > 0);\n"
        ),
        down: format!("ALTER TABLE {name} DROP CONSTRAINT {name}_{number}_check;\n"),
    }
}

/// Adds a column and drops it again two statements later, as histories do. A column that held data cannot come back whole, so
/// dropping an older one would have no honest way down.
fn drop_column(table: &mut Table, number: usize) -> Change {
    let name = &table.name;
    let before = table.status;
    let after = if before == "open" { "draft" } else { "open" };
    table.status = after;
    Change {
        title: format!("move_{name}"),
        up: format!(
            "ALTER TABLE {name} ADD COLUMN step_{number} text;\nUPDATE {name} SET step_{number} = code;\n\
             ALTER TABLE {name} DROP COLUMN step_{number};\nALTER TABLE {name} ALTER COLUMN status SET DEFAULT '{after}';\n"
        ),
        down: format!("ALTER TABLE {name} ALTER COLUMN status SET DEFAULT '{before}';\n"),
    }
}

fn widen(table: &mut Table, number: usize) -> Change {
    let (name, column) = (&table.name, format!("label_{number}"));
    let change = Change {
        title: format!("widen_{name}"),
        up: format!(
            "ALTER TABLE {name} ADD COLUMN {column} varchar(40);\nALTER TABLE {name} ALTER COLUMN {column} TYPE varchar(120);\n\
             ALTER TABLE {name} ADD CONSTRAINT {name}_{column}_key UNIQUE ({column});\n"
        ),
        down: format!("ALTER TABLE {name} DROP COLUMN {column};\n"),
    };
    table.added.push(column);
    change
}

fn comment(table: &mut Table, number: usize) -> Change {
    let name = &table.name;
    let Some(column) = table.added.last() else {
        return add_column(table, number);
    };
    Change {
        title: format!("index_{column}_of_{name}"),
        up: format!(
            "CREATE INDEX {name}_{column}_{number}_idx ON {name} ({column}) WHERE {column} IS NOT NULL;\n"
        ),
        down: format!("DROP INDEX {name}_{column}_{number}_idx;\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pgbindgen_testserver::{Cluster, Major};

    #[test]
    fn the_same_every_time_and_of_the_right_size() {
        for (tables, migrations) in [(1, 1), (5, 2), (15, 15), (20, 57)] {
            let one = project(tables, migrations).unwrap();
            assert_eq!(one.len(), migrations);
            let created: usize = one
                .iter()
                .map(|(_, text)| text.matches("CREATE TABLE").count())
                .sum();
            assert_eq!(created, tables);
            assert_eq!(one, project(tables, migrations).unwrap());
        }
        assert!(project(0, 1).is_err());
    }

    #[test]
    fn no_name_comes_twice() {
        let files = project(600, 1200).unwrap();
        let mut created: Vec<&str> = files
            .iter()
            .flat_map(|(_, text)| text.lines())
            .filter_map(|line| line.strip_prefix("CREATE TABLE "))
            .collect();
        created.sort_unstable();
        created.dedup();
        assert_eq!(created.len(), 600);
    }

    #[test]
    fn postgresql_takes_it_up_and_down() {
        let mut files = project(40, 120).unwrap();
        let cluster = Cluster::shared(Major::V18).unwrap();
        let mut client = cluster.create_database().unwrap().connect().unwrap();
        for (name, text) in &files {
            let up = text.split("-- +down").next().unwrap();
            if let Err(error) = client.batch_execute(up) {
                panic!("{name}: {error:?}");
            }
        }
        files.reverse();
        for (name, text) in &files {
            let down = text.split("-- +down").nth(1).unwrap();
            if let Err(error) = client.batch_execute(down) {
                panic!("{name}: {error:?}");
            }
        }
        let left: i64 = client
            .query_one(
                "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace",
                &[],
            )
            .unwrap()
            .get(0);
        assert_eq!(left, 0);
    }
}
