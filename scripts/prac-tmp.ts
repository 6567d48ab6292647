import { startPractice } from '@/lib/practice/server/start'
import { NO_DELAYS } from '@/lib/practice/testing/account'

const p = await startPractice({ delays: NO_DELAYS, port: Number(process.env.PORT ?? 0) })
console.log(JSON.stringify({ url: p.url, k: p.accessKeyId, s: p.secretAccessKey }))
