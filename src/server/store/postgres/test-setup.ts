import type { TestProject } from "vitest/node";
import { openStore } from "../open.ts";
import { findServer, startCluster } from "./test-cluster.ts";
import { inDatabase, onServer, TEMPLATE } from "./test-database.ts";

/** Starts the server that the tests of a run share, and makes the database that theirs are copies of. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = findServer();
  if (server === undefined) throw new Error("npm has no PostgreSQL for this platform");
  const cluster = await startCluster(server);
  await onServer(cluster.url, `create database ${TEMPLATE}`);
  const template = await openStore(inDatabase(cluster.url, TEMPLATE));
  await template.close();
  project.provide("postgres", cluster.url);
  return () => cluster.stop();
}
