"""Figures for people: a median with its range, tables as text or as Markdown."""
import statistics


def spread(values, digits):
    """A median, and in parentheses the lowest and the highest value where they differ."""
    low, middle, high = (f"{value:,.{digits}f}" for value in (min(values), statistics.median(values), max(values)))
    return middle if low == high else f"{middle} ({low}-{high})"


def print_table(title, columns, rows, markdown):
    """Prints rows of text; the first column stands on the left, all others on the right."""
    print(f"\n{title}\n")
    widths = [max(len(row[i]) for row in [columns, *rows]) for i in range(len(columns))]

    def line(cells):
        aligned = [cell.rjust(width) if i else cell.ljust(width) for i, (cell, width) in enumerate(zip(cells, widths))]
        return f"| {' | '.join(aligned)} |" if markdown else "  ".join(aligned).rstrip()

    print(line(columns))
    if markdown:
        print(line([("-" * (width - 1) + ":") if i else "-" * width for i, width in enumerate(widths)]))
    for row in rows:
        print(line(row))
    print(flush=True)
