-- A batch of writes. Everything that could fail is looked at before anything of a write is changed: Redis rolls nothing back.
-- KEYS: m, ev, ttl
-- ARGV: epoch token, then per write: hash, field, expected revision (0 = absent), P or D, bytes, time to live in ms (0 = none), write id
-- Returns the replicas to wait for and the last revision, then per write: its revision, or -1-x where the key holds revision x
-- instead (0 = absent)
local call, results, now = redis.call, { 0, 0 }, nil
local state = call('HMGET', KEYS[1], 'e', 'r', 'k')
if state[1] ~= ARGV[1] then return redis.error_reply('FENCED epoch ' .. tostring(state[1])) end
local epoch = string.match(ARGV[1], '^%d+')
local before = tonumber(state[2])
local revision = before
results[1] = tonumber(state[3] or '0')
for i = 2, #ARGV, 7 do
  local hash, field, want, op, ttl = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2]), ARGV[i + 3], tonumber(ARGV[i + 5])
  local old = call('HGET', hash, field)
  local held = old and tonumber(string.sub(old, 1, 16)) or 0
  if want ~= held or (op == 'D' and held == 0) then
    results[#results + 1] = -1 - held
  else
    revision = revision + 1
    results[#results + 1] = revision
    local entry = string.format('%.0f-0', revision) -- tostring() would round a long number
    if op == 'D' then
      call('XADD', KEYS[2], entry, 'k', hash, 'f', field, 'o', 'D', 'p', held, 'e', epoch, 'i', ARGV[i + 6])
      call('HDEL', hash, field)
    else
      call('XADD', KEYS[2], entry, 'k', hash, 'f', field, 'o', 'P', 'p', held, 'e', epoch, 'i', ARGV[i + 6], 'v', ARGV[i + 4])
      call('HSET', hash, field, string.format('%016.0f', revision) .. ARGV[i + 4])
    end
    if op == 'P' and ttl > 0 then
      if not now then
        local time = call('TIME')
        now = time[1] * 1000 + math.floor(time[2] / 1000)
      end
      call('ZADD', KEYS[3], string.format('%.0f', now + ttl), hash .. '\0' .. field)
    elseif held > 0 then
      call('ZREM', KEYS[3], hash .. '\0' .. field)
    end
  end
end
if revision ~= before then call('HSET', KEYS[1], 'r', string.format('%.0f', revision)) end
results[2] = revision
return results
