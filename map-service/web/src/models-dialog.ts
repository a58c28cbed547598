// The model versions: where each comes from, what it learned from, how good it was then, since when it is in force, and why.

import { ask } from "./api";
import * as decisions from "./decisions";
import { byId, element } from "./dom";

interface Model {
    version: number;
    parent?: number | null;
    created?: string;
    trainedFrom?: string;
    trainedTo?: string;
    members?: number;
    inputs?: number;
    skill?: Record<string, Record<string, number>>;
    dataDigests?: Record<string, string>;
    sha256?: string;
    askedFrom?: string;
    inForceFrom?: string;
    refused?: { reason: string; detail: string };
}

const MOST = 100;

export class ModelsDialog {
    private readonly dialog = byId<HTMLDialogElement>("models");

    constructor(private readonly tell: (notice: string) => void) {
        byId("models-open").addEventListener("click", () => {
            this.fill()
                .then(() => this.dialog.showModal())
                .catch((reason: Error) => this.tell(reason.message));
        });
        byId("models-close").addEventListener("click", () => this.dialog.close());
    }

    private async fill(): Promise<void> {
        const found = await (await ask(`/edr/collections/models/items?limit=${MOST}`)).json();
        const models: Model[] = found.features.map((feature: { properties: Model }) => feature.properties);
        const inForce = models.filter((model) => model.inForceFrom);
        byId("models-about").textContent =
            models.length === 0 ? "No model version was published yet." : `${found.numberMatched} versions, the newest first`.replace(/^1 versions.*/, "1 version");
        byId("models-rows").replaceChildren(...models.map((model) => section(model, model === inForce[0])));
        await decisions.fill(MOST);
    }
}

function section(model: Model, isInForce: boolean): HTMLElement {
    const made = element("section", "", { "data-version": String(model.version), "aria-label": `Version ${model.version}` });
    const head = element("h3", `Version ${model.version}`);
    head.append(" ", element("small", standing(model, isInForce)));
    const facts = element("dl");
    const fact = (name: string, value: string | undefined): void => {
        if (value) {
            facts.append(element("dt", name), element("dd", value));
        }
    };
    fact("Parent", model.parent ? `version ${model.parent}` : "none");
    fact("Created", model.created?.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC"));
    fact("Trained on", model.trainedFrom ? `${model.trainedFrom} to ${model.trainedTo}` : "untrained");
    fact("Network", model.members ? `${model.members} ${model.members === 1 ? "member" : "members"}, ${model.inputs} inputs` : undefined);
    for (const [group, metrics] of Object.entries(model.skill ?? {})) {
        const values = Object.entries(metrics).map(([metric, value]) => `${metric} ${Number(value.toPrecision(4))}`);
        fact(`Skill, ${group}`, values.join(", "));
    }
    fact("Made from", Object.keys(model.dataDigests ?? {}).join(", "));
    fact("Refused", model.refused && `${model.refused.reason}: ${model.refused.detail}`);
    fact("SHA-256", model.sha256?.slice(0, 12));
    made.append(head, facts);
    return made;
}

function standing(model: Model, isInForce: boolean): string {
    if (model.inForceFrom) {
        return `${isInForce ? "in force" : "was in force"} from ${model.inForceFrom}`;
    }
    if (model.refused) {
        return "refused";
    }
    return model.askedFrom ? `asked for from ${model.askedFrom}` : "published";
}
