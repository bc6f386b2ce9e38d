//! Why a disagreement on a file of DDL stays, in words.
//!
//! `known.tsv` is written by a machine and says what disagrees. In the files that define objects, what the server
//! refuses depends on the catalog alone as a rule, so there each line needs a reason that a person has written, in
//! `reasons.tsv`: on what else the refusal depends, or what is not modelled yet.

use std::collections::BTreeSet;

use super::List;

/// The files that define objects, as beginnings of their names: `partition` stands for all that begin so.
const DDL: &[&str] = &[
    "alter_table",
    "constraints",
    "create_index",
    "create_schema",
    "create_table",
    "create_view",
    "domain",
    "enum",
    "fast_default",
    "foreign_key",
    "generated",
    "hash_part",
    "identity",
    "index",
    "inherit",
    "namespace",
    "partition",
    "reloptions",
    "rename",
    "sequence",
    "truncate",
    "typed_table",
];

fn is_ddl(file: &str) -> bool {
    DDL.iter().any(|start| file.starts_with(start))
}

/// What `reasons.tsv` lacks or has too much: `file`, checksum and the reason in words, tab-separated.
pub fn unexplained(reasons: &str, list: &List, only: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    let mut given = BTreeSet::new();
    for (number, line) in (1..).zip(reasons.lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut fields = line.splitn(3, '\t');
        match (fields.next(), fields.next(), fields.next()) {
            (Some(file), Some(checksum), Some(why)) if !why.trim().is_empty() => {
                if !given.insert((file, checksum)) {
                    faults.push(format!(
                        "reasons.tsv:{number}: a second reason for {file} {checksum}"
                    ));
                }
            }
            _ => faults.push(format!(
                "reasons.tsv:{number}: write file, checksum and reason, with tabs between"
            )),
        }
    }
    let mut known = BTreeSet::new();
    for entry in list.keys().filter(|entry| is_ddl(&entry.file)) {
        let key = (entry.file.as_str(), entry.checksum.as_str());
        if known.insert(key) && !given.contains(&key) {
            faults.push(format!(
                "{} {} ({}): give the reason in reasons.tsv, or mend it",
                entry.file, entry.checksum, entry.reason
            ));
        }
    }
    let stale = given
        .iter()
        .filter(|key| only(key.0) && !known.contains(*key));
    faults.extend(stale.map(|(file, checksum)| {
        format!(
            "reasons.tsv: {file} {checksum} agrees now, or is no file of DDL: take the line out"
        )
    }));
    faults
}

#[cfg(test)]
mod tests {
    use super::super::Known;
    use super::*;

    fn list(file: &str) -> List {
        let known = Known {
            file: file.into(),
            statement: Some(1),
            checksum: "0badcafe".into(),
            reason: "taken:55000".into(),
        };
        List::from([(known, BTreeSet::from([15]))])
    }

    #[test]
    fn a_file_of_ddl_needs_a_reason() {
        let all = |_: &str| true;
        let because = "create_table\t0badcafe\tit depends on rows\n";
        assert_eq!(unexplained(because, &list("create_table"), all), [""; 0]);
        assert_eq!(unexplained("", &list("create_table"), all).len(), 1);
        assert_eq!(unexplained("", &list("window"), all), [""; 0]);
    }

    #[test]
    fn a_reason_needs_a_disagreement() {
        let because = "create_table\t0badcafe\tit depends on rows\n";
        assert_eq!(unexplained(because, &List::new(), |_| true).len(), 1);
        assert_eq!(
            unexplained(because, &List::new(), |file| file == "enum"),
            [""; 0]
        );
        let twice = because.repeat(2);
        assert_eq!(
            unexplained(&twice, &list("create_table"), |_| true).len(),
            1
        );
        let empty = "create_table\t0badcafe\t\n";
        assert_eq!(unexplained(empty, &list("create_table"), |_| true).len(), 2);
    }
}
