import { readFileSync, writeFileSync } from 'node:fs'
import { biomeOverrides } from './lib/walls'

const file = new URL('../biome.json', import.meta.url)
const config = JSON.parse(readFileSync(file, 'utf8')) as { overrides: { linter?: { rules?: { style?: object } } }[] }
const own = config.overrides.filter(({ linter }) => !JSON.stringify(linter ?? {}).includes('noRestrictedImports'))

writeFileSync(file, `${JSON.stringify({ ...config, overrides: [...own, ...biomeOverrides()] }, null, 2)}\n`)
