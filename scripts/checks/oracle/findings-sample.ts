import { existsSync } from 'node:fs'
import path from 'node:path'
import { root } from '@/scripts/lib/root.mjs'

/** Git ignores it: the sample is under the GPL, so no copy of the program may hold it. See lib/policies/testing/data/README.md. */
const IN_THE_CLONE = '.slipway/findings.sample.jsonl'

export const FINDINGS_SAMPLE = path.resolve(root, process.env.SLIPWAY_FINDINGS_SAMPLE || IN_THE_CLONE)

/** Whoever names a place wants it read, so a name that leads nowhere is an error and no reason to skip. */
export const hasFindingsSample = Boolean(process.env.SLIPWAY_FINDINGS_SAMPLE) || existsSync(FINDINGS_SAMPLE)

export const NO_SAMPLE = `no sample at ${IN_THE_CLONE} or SLIPWAY_FINDINGS_SAMPLE`
