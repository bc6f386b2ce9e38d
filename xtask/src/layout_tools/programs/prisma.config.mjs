// Prisma's command with its engine as WebAssembly, which comes with the package, over the driver `pg`: MIGRATIONS and
// DATABASE_URL say what to apply, and where.

import pg from "pg";
import { PrismaPg } from "@prisma/adapter-pg";

// The adapter does not know the type `name`, in which the engine is told of the schemas.
const NAME = 19;
const { addFields } = pg.Result.prototype;
pg.Result.prototype.addFields = function (fields) {
  for (const field of fields) {
    if (field.dataTypeID === NAME) field.dataTypeID = pg.types.builtins.TEXT;
  }
  return addFields.call(this, fields);
};

// The engine leaves a timer of ten seconds behind, and the command would wait for it.
const { setTimeout } = globalThis;
globalThis.setTimeout = (...call) => setTimeout(...call).unref();

async function adapter() {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, allowExitOnIdle: true });
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    // The adapter cuts a migration at each semicolon. The native engine sends it in one message, and so do we.
    adapter.executeScript = async (script) => {
      await pool.query(script).catch((error) => adapter.onError(error));
    };
    return adapter;
  };
  return factory;
}

export default {
  engine: "js",
  experimental: { adapter: true },
  schema: "schema.prisma",
  migrations: { path: process.env.MIGRATIONS },
  adapter,
};
