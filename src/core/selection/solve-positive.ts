/**
 * Solves M·v = b for a symmetric positive (semi)definite M by LDLᵀ, overwriting M. A pivot lost to rounding belongs to a
 * row that repeats earlier ones: its unknown is set to 0.
 */
export function solvePositive(M: Float64Array[], b: readonly number[]): Float64Array {
  const m = b.length;
  const scale = M.map((row, i) => row[i]!);
  const D = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    const Mi = M[i]!;
    for (let j = 0; j <= i; j++) {
      const Mj = M[j]!;
      let value = Mi[j]!;
      for (let p = 0; p < j; p++) value -= Mi[p]! * Mj[p]! * D[p]!;
      if (j === i) D[i] = value > LOST * scale[i]! ? value : 0;
      else Mi[j] = D[j] === 0 ? 0 : value / D[j]!;
    }
  }
  const v = Float64Array.from(b);
  for (let i = 0; i < m; i++) for (let j = 0; j < i; j++) v[i]! -= M[i]![j]! * v[j]!;
  for (let i = 0; i < m; i++) v[i] = D[i] === 0 ? 0 : v[i]! / D[i]!;
  for (let i = m - 1; i >= 0; i--) for (let j = i + 1; j < m; j++) v[i]! -= M[j]![i]! * v[j]!;
  return v;
}

/** A pivot below this share of its diagonal entry is rounding noise. */
const LOST = 1e-15;
