import type { Noise } from '@/lib/troubles/model'

/** What was passed over, and how often: nothing is hidden without being counted. */
export function NoiseList({ noise }: { noise: Noise[] }) {
  const total = noise.reduce((sum, { count }) => sum + count, 0)

  return total === 0 ? null : (
    <p className="min-w-0 text-muted text-table">
      {`Passed over, known to be harmless: ${noise.map(({ title, count }) => `${title.toLowerCase()} (${count.toLocaleString('en')})`).join(', ')}.`}
    </p>
  )
}
