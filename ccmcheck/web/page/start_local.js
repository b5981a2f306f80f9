// The page from a folder, with the checker in the browser.
import { open } from "./page.js";
import { local } from "./local.js";

open(local, "Your draft stays in this browser window. It is checked here, and nothing of it is kept or sent anywhere.");
