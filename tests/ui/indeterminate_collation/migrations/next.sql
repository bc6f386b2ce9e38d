-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE names (
    id bigint PRIMARY KEY,
    first text COLLATE "C" NOT NULL,
    last text COLLATE "POSIX" NOT NULL
);
CREATE INDEX names_whole_idx ON names ((first || last));
