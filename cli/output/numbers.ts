import type { Unit } from "../../engine/experiment/measure.ts";

/** A whole number with thousands commas. */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString("en-GB");
}

/** "27.1 s" up to two minutes, "15m 29s" above, as panel papers print it. */
export function duration(seconds: number): string {
  if (Math.abs(seconds) < 120) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}m ${String(whole % 60).padStart(2, "0")}s`;
  return `${Math.floor(minutes / 60)}h ${String(minutes % 60).padStart(2, "0")}m`;
}

/** A figure as a reader of tables wants it. "–" where there is none. */
export function figure(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return "–";
  switch (unit) {
    case "contacts":
    case "breaks":
      return value !== 0 && Math.abs(value) < 10 ? value.toFixed(1) : grouped(value);
    case "seconds":
      return duration(value);
    case "share":
      return `${(100 * value).toFixed(2)}%`;
    case "hours":
      return `${value.toFixed(1)} h`;
    case "people":
    case "attempts":
      return value.toFixed(2);
    case "times":
    case "months of work":
      return value.toFixed(1);
    case "money":
      return grouped(value);
  }
}

/** A published figure, with no more digits than it was printed with. */
export function published(value: number, unit: Unit): string {
  return unit === "seconds" && value < 120 ? `${value} s` : figure(value, unit);
}

/** A half-width, to one figure more than it deserves, in the unit of the figure it belongs to. */
export function margin(halfWidth: number, unit: Unit): string {
  if (!Number.isFinite(halfWidth)) return "unknown";
  if (halfWidth === 0) return "none";
  switch (unit) {
    case "share":
      return `${(100 * halfWidth).toFixed(2)} points`;
    case "contacts":
    case "breaks":
      return halfWidth < 10 ? halfWidth.toFixed(1) : grouped(halfWidth);
    case "seconds":
    case "hours":
    case "people":
    case "attempts":
    case "times":
    case "months of work":
    case "money":
      return figure(halfWidth, unit);
  }
}
