/** A first scenario to copy and change: `fcrsim new` hands it out. It stands alone and shows most of the format. */
export const STARTER_SCENARIO = `# A scenario says who calls, who answers, and for how long to simulate it.
# Lines that begin with # are for you. Times need a unit (90 seconds, 3 minutes, 5m 49s), shares a % sign.

about: A small control room, one month, 999 ahead of 101

month: 2022-12 # or, without a calendar: days: 30
bankHolidays: { dates: [2022-12-26, 2022-12-27], like: Sunday } # these dates bring a Sunday's calls
seed: 1 # scenarios that share a seed meet the same callers
busyDays: { spread: 8%, correlation: 50% } # some days are busier than their weekday tells

queues:
  "999":
    priority: 1 # the smallest number is answered first
    arrivals: 12 an hour # the same at all hours
    # A distribution is a word and its figures. The spread is the standard deviation as a share of the mean.
    # Words: exponential, erlang, gamma, lognormal, weibull, hyperexponential, uniform, triangular,
    # empirical, mixture.
    talk: { lognormal: { mean: 5 minutes 18 seconds, spread: 100% } }
    wrapUp: { exponential: { mean: 4 minutes } }
    patience: { exponential: { mean: 2 minutes } } # how long a caller would wait; never: nobody gives up
    targets: [10 seconds, 60 seconds] # count those answered within these waits

  "101":
    priority: 2
    # A profile spreads a volume over the hours: 24 figures from midnight, or 168 from Monday midnight.
    # The figures may stand in a CSV file instead: profile: { file: profile.csv, column: weight }
    arrivals:
      profile:
        [2, 1, 1, 1, 1, 2, 4, 7, 11, 14, 15, 15, 14, 14, 14, 14, 15, 15, 13, 11, 9, 7, 5, 3]
    volume: 16,000 a month # those who reach the line, after the message
    message: { duration: 95 seconds, hangUp: 4%, moveToDigital: 6% }
    talk: { lognormal: { mean: 9 minutes 6 seconds, spread: 80% } }
    wrapUp: 3 minutes # a bare time: always the same
    patience: # two kinds of caller
      mixture:
        - { share: 15%, exponential: { mean: 40 seconds } }
        - { share: 85%, weibull: { mean: 20 minutes, spread: 120% } }
    balking: 2% # leave at once when nobody is free

pools:
  desk:
    answers: ["999", "101"] # put names that are numbers in quotes
    # One number, 24 or 168 of them, or an average and the shape of the day.
    handlers:
      average: 9
      shape:
        [9, 8, 8, 8, 8, 8, 10, 13, 15, 17, 17, 17, 17, 17, 18, 18, 18, 18, 17, 16, 15, 14, 12, 10]
    holdBack: 1 # 101 is taken only if more than this many are idle; 999 may have the last one

notes:
  - The figures of this scenario are made up.

# A second file can say only what is different:
#   about: The same with two more handlers
#   startsFrom: this-file.yaml
#   pools: { desk: { handlers: { average: 11 } } }
`;
