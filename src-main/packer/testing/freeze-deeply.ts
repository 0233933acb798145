/**
 * Makes any later change of a value throw (rule S1), that of typed arrays apart, which can't be frozen. What was frozen
 * before is not walked again.
 */
export function freezeDeeply<Value>(value: Value, frozen = new WeakSet<object>()): Value {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || frozen.has(value)) {
    return value;
  }
  frozen.add(value);
  if (!ArrayBuffer.isView(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) {
      freezeDeeply(child, frozen);
    }
  }
  return value;
}
