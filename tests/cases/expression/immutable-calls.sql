-- case: functions that are immutable, or are for some arguments; casts that look like calls

CREATE TABLE people (first text, last text, born timestamp, notes jsonb,
    whole text GENERATED ALWAYS AS (lower(first) || ' ' || coalesce(last, '')) STORED,
    year numeric GENERATED ALWAYS AS (extract(year FROM born)) STORED,
    quoted text GENERATED ALWAYS AS (quote_literal(first)) STORED);
CREATE INDEX people_month ON people (date_trunc('month', born));
CREATE INDEX people_id ON people (md5(first || last)) WHERE jsonb_typeof(notes) = 'object';
ALTER TABLE people ADD COLUMN greeting text DEFAULT concat('a', 1, now());
ALTER TABLE people ADD CHECK (concat(first, last) <> '');
