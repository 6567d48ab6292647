import { startTestPractice } from '@/e2e/integration/support'
import { exportLines } from '@/lib/practice-account/shell'

/** A practice account in a process of its own, without delays, until it is interrupted. */
const practice = await startTestPractice()
console.log(exportLines(practice))
process.once('SIGTERM', () => practice.close().then(() => process.exit(0)))
