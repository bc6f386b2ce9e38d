// Applies all migrations of a folder with Atlas's library: `atlas FOLDER URL`.
package main

import (
	"context"
	"database/sql"
	"log"
	"os"

	"ariga.io/atlas/sql/migrate"
	"ariga.io/atlas/sql/postgres"
	_ "github.com/lib/pq"
)

// The versions that have run, where the command keeps its own.
type revisions struct{ *sql.DB }

func (r revisions) Ident() *migrate.TableIdent {
	return &migrate.TableIdent{Schema: "atlas_schema_revisions", Name: "atlas_schema_revisions"}
}

func (r revisions) ReadRevisions(ctx context.Context) ([]*migrate.Revision, error) {
	rows, err := r.QueryContext(ctx, "SELECT version FROM atlas_schema_revisions.atlas_schema_revisions")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []*migrate.Revision
	for rows.Next() {
		one := new(migrate.Revision)
		if err := rows.Scan(&one.Version); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

func (r revisions) ReadRevision(context.Context, string) (*migrate.Revision, error) {
	return nil, migrate.ErrRevisionNotExist
}

func (r revisions) WriteRevision(ctx context.Context, one *migrate.Revision) error {
	_, err := r.ExecContext(ctx,
		"INSERT INTO atlas_schema_revisions.atlas_schema_revisions (version) VALUES ($1) ON CONFLICT DO NOTHING", one.Version)
	return err
}

func (r revisions) DeleteRevision(context.Context, string) error { return nil }

func apply(folder, url string) error {
	dir, err := migrate.NewLocalDir(folder)
	if err != nil {
		return err
	}
	db, err := sql.Open("postgres", url)
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Exec("CREATE SCHEMA atlas_schema_revisions " +
		"CREATE TABLE atlas_schema_revisions (version text PRIMARY KEY)"); err != nil {
		return err
	}
	driver, err := postgres.Open(db)
	if err != nil {
		return err
	}
	executor, err := migrate.NewExecutor(driver, dir, revisions{db}, migrate.WithAllowDirty(true))
	if err != nil {
		return err
	}
	return executor.ExecuteN(context.Background(), 0)
}

func main() {
	if err := apply(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}
