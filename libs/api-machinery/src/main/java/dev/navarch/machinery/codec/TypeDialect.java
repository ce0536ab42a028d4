package dev.navarch.machinery.codec;

/** Upstream says in two ways that a value has the wrong type, depending on how it got the object. */
enum TypeDialect {
    /** An object that was sent: {@code json: cannot unmarshal string into Go struct field PodSpec.spec.priority of type int32}. */
    JSON {
        @Override
        String mismatch(TypePath path, String found, String wanted) {
            return "json: cannot unmarshal " + found + " into Go " + path.goField() + " of type " + wanted;
        }
    },
    /** An object that a strategic merge patch made: {@code unrecognized type: int32}. */
    TREE {
        @Override
        String mismatch(TypePath path, String found, String wanted) {
            var from = found.startsWith("number ") ? "float64" : found.equals("number") ? "int64" : found;
            if (wanted.startsWith("map[")) return "cannot restore map from " + kind(from);
            if (wanted.startsWith("[]")) return "cannot restore slice from " + kind(from);
            if (wanted.contains(".") && Character.isUpperCase(wanted.charAt(wanted.lastIndexOf('.') + 1)))
                return "cannot restore struct from: " + kind(from);
            if (from.contains("64") && wanted.equals("string")) return "cannot convert " + from + " to string";
            return "unrecognized type: " + wanted;
        }

        private static String kind(String found) {
            return switch (found) {
                case "object" -> "map";
                case "array" -> "slice";
                default -> found;
            };
        }
    };

    abstract String mismatch(TypePath path, String found, String wanted);
}
