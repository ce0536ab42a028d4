package dev.navarch.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a scenario found: rows of named figures, printed as one JSON line and as a table. */
public final class Report {
    private final String scenario;
    private final List<Map<String, Object>> rows = new ArrayList<>();

    public Report(String scenario) {
        this.scenario = scenario;
    }

    /** @param namesAndFigures alternating; the first row's names head the table */
    public Report row(Object... namesAndFigures) {
        var row = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndFigures.length; i += 2) {
            row.put(namesAndFigures[i].toString(), plain(namesAndFigures[i + 1]));
        }
        rows.add(row);
        return this;
    }

    public String json() {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("scenario", scenario);
        whole.put("rows", rows);
        return JsonMapper.shared().writeValueAsString(whole);
    }

    public String table() {
        if (rows.isEmpty()) return scenario + ": nothing measured\n";
        var lines = new ArrayList<List<String>>();
        lines.add(List.copyOf(rows.getFirst().keySet()));
        rows.forEach(
                row -> lines.add(row.values().stream().map(Object::toString).toList()));
        var text = new StringBuilder();
        for (var line : lines) text.append(aligned(line, lines)).append('\n');
        return text.toString();
    }

    private static String aligned(List<String> cells, List<List<String>> lines) {
        var text = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            var column = i;
            var width = lines.stream()
                    .mapToInt(line -> line.get(column).length())
                    .max()
                    .orElse(0);
            text.append(String.format(Locale.ROOT, i == 0 ? "%-" + width + "s" : "  %" + width + "s", cells.get(i)));
        }
        return text.toString();
    }

    private static Object plain(Object figure) {
        if (!(figure instanceof Double number)) return figure;
        if (!Double.isFinite(number)) return "-";
        var digits = Math.abs(number) >= 100 ? 1.0 : 100.0;
        return Math.round(number * digits) / digits;
    }
}
