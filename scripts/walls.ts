import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '@/scripts/lib/root.mjs'
import { biomeOverrides } from './lib/walls'

const file = path.join(root, 'biome.json')
const config = JSON.parse(readFileSync(file, 'utf8')) as { overrides: { linter?: { rules?: { style?: object } } }[] }
const own = config.overrides.filter(({ linter }) => !JSON.stringify(linter ?? {}).includes('noRestrictedImports'))

writeFileSync(file, `${JSON.stringify({ ...config, overrides: [...own, ...biomeOverrides()] }, null, 2)}\n`)
