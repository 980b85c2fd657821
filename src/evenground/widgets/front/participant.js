// The participants' bundle: the slim front end with the participants' page built in.
import participation from "../participation.js";
import { start } from "./start.js";

start({ "evenground.widgets.participation.Participation": participation });
