// Decisions on model versions: what became of a challenger, and what each criterion said.

import { ask } from "./api";
import { spoken } from "./dates";
import { byId, element } from "./dom";

interface Finding {
    criterion: string;
    passed: boolean;
    binding: boolean;
    detail: string;
}

interface Decision {
    cut: string;
    trigger: string;
    outcome: string;
    champion: number;
    version?: number;
    copy_of?: number;
    /** When it is decided again, before the schedule. */
    look_again?: string;
    reason: string;
    judged_pairs: number;
    findings: Finding[];
}

/** Puts the newest into the list of models. */
export async function fill(most: number): Promise<void> {
    const found = await (await ask(`/edr/collections/decisions/items?limit=${most}`)).json();
    const all: [string, Decision][] = found.features.map((feature: any) => [feature.id, feature.properties]);
    byId("decisions").hidden = all.length === 0;
    byId("decisions-rows").replaceChildren(...all.map(([id, decision]) => row(id, decision)));
}

function row(id: string, decision: Decision): HTMLElement {
    const made = element("details", "", { "data-decision": id });
    const head = element("summary", `${spoken(decision.cut)}: `);
    head.append(element("strong", outcome(decision)), ` (${decision.trigger})`);
    made.append(head, element("p", decision.reason));
    if (decision.judged_pairs > 0) {
        made.append(element("p", `Judged by ${decision.judged_pairs.toLocaleString("en")} retrievals that neither had learned from.`));
    }
    if (decision.look_again) {
        made.append(element("p", `Decided again from ${spoken(decision.look_again)}.`));
    }
    const list = element("ul");
    list.append(
        ...decision.findings.map(({ criterion, passed, binding, detail }) =>
            element("li", `${passed ? "passed" : "failed"}, ${criterion}: ${detail}${binding ? "" : " (only reported)"}`),
        ),
    );
    made.append(list);
    return made;
}

function outcome({ outcome, champion, version, copy_of }: Decision): string {
    switch (outcome) {
        case "promoted":
            return `version ${version} follows version ${champion}`;
        case "rolled_back":
            return `version ${version}, a copy of version ${copy_of}, follows version ${champion}`;
        case "steady":
            return `version ${champion} stays: nothing was trained`;
        case "shadowed":
            return `version ${champion} stays, and the challenger runs beside it`;
        case "withheld":
            return `version ${champion} stays: the challenger would follow, but nothing is to be promoted`;
        default:
            return `version ${champion} stays: the challenger was refused`;
    }
}
