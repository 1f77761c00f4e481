import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeFiles } from "./node-files";
import { startServer } from "./server";

startServer(createConnection(ProposedFeatures.all), nodeFiles);
