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
