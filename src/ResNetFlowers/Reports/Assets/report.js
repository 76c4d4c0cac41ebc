"use strict";

// Photos: [path, true class, predicted class, probability, JPEG in base64 or null].
const photos = JSON.parse(document.getElementById("photos").textContent);
const viewer = document.getElementById("viewer");

function element(name, properties, ...children) {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
}

function figure([path, isTrue, predicted, probability, jpeg], caption) {
    const picture = jpeg
        ? element("img", { src: `data:image/jpeg;base64,${jpeg}`, alt: `${caption}: ${path}` })
        : element("span", { className: "muted", textContent: "left out for size" });
    return element("figure", {},
        element("div", { className: "view" }, picture),
        element("figcaption", {},
            element("span", { className: isTrue === predicted ? "right" : "wrong", textContent: `${(100 * probability).toFixed(1)} %` }),
            element("span", { className: "path", textContent: path })));
}

// A click on a cell of the confusion matrix shows the photos behind it, the most probable first.
document.querySelector(".matrix").addEventListener("click", event => {
    const cell = event.target.closest(".cell");
    if (!cell) return;
    const [row, column] = [Number(cell.dataset.true), Number(cell.dataset.predicted)];
    const caption = cell.getAttribute("aria-label");
    const behind = photos.filter(photo => photo[1] === row && photo[2] === column).sort((one, other) => other[3] - one[3]);
    document.getElementById("viewer-title").textContent = caption;
    document.getElementById("viewer-photos").replaceChildren(...behind.map(photo => figure(photo, caption)));
    viewer.showModal();
});

// A click beside the dialog closes it, as Escape does.
viewer.addEventListener("click", event => {
    if (event.target === viewer) viewer.close();
});

// The heads of the table of classes sort it: numbers fall at first, names rise.
document.querySelectorAll(".scores thead button").forEach((button, column) => button.addEventListener("click", () => {
    const head = button.closest("th");
    const table = button.closest("table");
    const isText = "text" in head.dataset;
    const rises = head.ariaSort ? head.ariaSort === "descending" : isText;
    const value = row => row.cells[column].dataset.value ?? row.cells[column].textContent;
    const rows = [...table.tBodies[0].rows].sort((one, other) =>
        (rises ? 1 : -1) * (isText ? value(one).localeCompare(value(other)) : value(one) - value(other)));
    table.querySelectorAll("thead th").forEach(other => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", rises ? "ascending" : "descending");
    table.tBodies[0].append(...rows);
}));
