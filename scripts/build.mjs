// Builds unless the last build is of exactly these sources.
import { buildIfNeeded } from './lib/prepare.mjs'

buildIfNeeded()
