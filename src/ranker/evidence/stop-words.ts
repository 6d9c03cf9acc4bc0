/** English words of grammar, which say nothing about what a text is about; letters that apostrophes leave behind. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `
  a an the this that these those
  i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
  it its itself they them their theirs themselves one ones someone something anyone anything everyone everything nobody
  nothing none who whom whose which what whatever whoever
  and or but nor so yet if unless until while because since though although whereas whether as than then thus hence
  therefore however moreover otherwise also too either neither both
  of in on at by for to from with without within into onto upon out off over under above below between among amongst
  through throughout during before after against about around across along behind beside besides beyond near toward
  towards via per up down
  am is are was were be been being do does did done doing have has had having will would shall should can could cannot may
  might must get gets got go goes let
  not no never only just very quite rather almost even still already again ever always often sometimes once here there
  where when why how now
  all any each every few less least many more most much several some such other others another same own enough first last
  two three
  s t d ll m re ve don isn aren wasn weren hasn haven hadn doesn didn won wouldn couldn shouldn
  `.split(/\s+/u).filter(Boolean),
);

/** Chinese particles and pronouns that hardly ever are part of another word: what stands on either side of one makes no word with it. */
export const STOP_CHARACTERS: ReadonlySet<string> = new Set('的吗呢吧嘛啊呀们你我他她它您这那哪谁很');

/** Chinese words of grammar that are made of other characters. */
export const STOP_BIGRAMS: ReadonlySet<string> = new Set(
  `
  一个 一些 一种 一样 一直 一下 没有 不是 不会 不能 不要 可以 可能 应该 需要 因为 所以 因此 如果 但是 虽然 然后 而且 或者 以及 并且 已经 正在 将要 曾经
  什么 怎么 怎样 如何 为何 自己 非常 比较 更加 十分 许多 几个 各种 各个 每个 所有 其中 另外 之后 之前 以后 以前 关于 根据 通过 进行 成为 作为 同时 只是 只有
  `.split(/\s+/u).filter(Boolean),
);
