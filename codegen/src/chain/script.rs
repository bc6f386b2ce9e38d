//! The history as the runner takes it.

use super::Chain;
use crate::diag::{SourceMap, Span};
use crate::split::{self, RawKind};
use pgbindgen_model::chain as model;

impl Chain {
    /// The chain as plain data with its SQL, for the runner of `pgbindgen-migrate`, which reads no files and parses nothing.
    pub fn to_model(&self, sources: &SourceMap) -> Vec<model::Revision> {
        self.revisions
            .iter()
            .map(|revision| model::Revision {
                id: revision.id.value.clone(),
                parents: revision
                    .parents
                    .iter()
                    .map(|parent| parent.value.clone())
                    .collect(),
                file: sources.file(revision.file).path().to_owned(),
                transactional: revision.transaction.value.is_there(),
                down_transactional: revision.down_transaction.is_there(),
                up: script(sources, revision.up),
                down: revision.down.map(|down| script(sources, down)),
                irreversible: revision
                    .irreversible
                    .as_ref()
                    .map(|reason| reason.value.clone()),
                checksum: revision.checksum(sources),
            })
            .collect()
    }
}

fn script(sources: &SourceMap, span: Span) -> model::Script {
    let file = sources.file(span.file);
    let start = span.start as usize;
    let within = |part: Span| part.start as usize - start..part.end as usize - start;
    let mut statements: Vec<model::Statement> = Vec::new();
    // What the lexer refuses is reported where the revision is parsed.
    for raw in split::split(
        span.file,
        file.text(),
        start..span.end as usize,
        &mut Vec::new(),
    ) {
        match raw.kind {
            RawKind::Sql => statements.push(within(raw.span).into()),
            RawKind::CopyData => {
                let mut data = within(raw.span);
                let text = sources.text(raw.span);
                data.end -= text.len() - without_end(text).len();
                if let Some(copy) = statements.last_mut() {
                    copy.copy = Some(data);
                }
            }
            // psql's, not the server's.
            RawKind::PsqlMeta => {}
        }
    }
    model::Script {
        text: sources.text(span).to_owned(),
        line: line(sources, span),
        statements,
    }
}

/// The line on the disk on which a text begins.
fn line(sources: &SourceMap, span: Span) -> usize {
    let place = sources.on_disk(span.at_start());
    let file = sources.file(place.file);
    file.position(place.start as usize).line as usize
}

/// The data of a COPY without the line `\\.` that ends it.
fn without_end(data: &str) -> &str {
    let trimmed = data.trim_end_matches(['\r', '\n']);
    match trimmed.strip_suffix("\\.") {
        Some(rest) if rest.is_empty() || rest.ends_with('\n') => rest,
        _ => data,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Config, Input, Project};
    use std::path::PathBuf;

    #[test]
    fn statements_lines_and_data() {
        let text = "-- revision: a\n-- irreversible: no\n-- +up\nCREATE TABLE t (a int);\n\
                    COPY t FROM stdin;\n1\n2\n\\.\nDROP TABLE t;\n";
        let mut sources = SourceMap::default();
        let file = sources.add("a.sql", text);
        let inputs = vec![Input::new("a.sql", file)];
        let project = Project::of_texts(PathBuf::new(), Config::default(), sources, inputs, None);
        let mut out = Vec::new();
        let revisions = Chain::build(&project, &mut out).to_model(&project.sources);
        assert!(out.is_empty(), "{out:?}");
        let [revision] = &revisions[..] else {
            panic!("{revisions:?}");
        };
        let up = &revision.up;
        assert!(revision.transactional && revision.down.is_none());
        assert_eq!(revision.irreversible.as_deref(), Some("no"));
        let texts: Vec<&str> = up
            .statements
            .iter()
            .map(|s| &up.text[s.range.clone()])
            .collect();
        assert_eq!(
            texts,
            [
                "CREATE TABLE t (a int)",
                "COPY t FROM stdin",
                "DROP TABLE t"
            ]
        );
        assert_eq!(
            up.statements[1].copy.clone().map(|data| &up.text[data]),
            Some("1\n2\n")
        );
        assert_eq!(up.line_at(up.statements[2].range.start), 9);
    }
}
