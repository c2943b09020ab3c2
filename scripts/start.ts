import { ensureBuild } from "./build.ts";

ensureBuild();
await import("#server/main.ts");
