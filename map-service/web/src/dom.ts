// Elements of the page. (Every id stands in index.html.)

export function byId<T extends HTMLElement>(id: string): T {
    const found = document.getElementById(id);
    if (!found) {
        throw new Error(`no element ${id}`);
    }
    return found as T;
}

export function element<K extends keyof HTMLElementTagNameMap>(
    name: K,
    text = "",
    attributes: Record<string, string> = {},
): HTMLElementTagNameMap[K] {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) {
        made.setAttribute(key, value);
    }
    return made;
}

/** Lets the user keep a file. */
export function save(name: string, content: Blob | string): void {
    const url = typeof content === "string" ? content : URL.createObjectURL(content);
    const link = element("a", "", { href: url, download: name });
    link.click();
    if (typeof content !== "string") {
        setTimeout(() => URL.revokeObjectURL(url), 60_000);
    }
}
