// Applies all migrations of a folder: `node drizzle.mjs FOLDER URL`.

import pg from "pg";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";

const [migrationsFolder, connectionString] = process.argv.slice(2);
const client = new pg.Client({ connectionString });
await client.connect();
await migrate(drizzle({ client }), { migrationsFolder });
await client.end();
