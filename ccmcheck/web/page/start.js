// The page as `ccmcheck serve` gives it.
import { open } from "./page.js";
import { served } from "./served.js";

open(served, "Your draft stays on this computer. It is checked here, and nothing of it is kept or sent anywhere.");
