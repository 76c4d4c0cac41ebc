# Reads the log of one command and says what was wrong with it, a line each; nothing where all was well.
#
#   batches   batches of an epoch; 0 where nothing was trained, and then only the rules of CUDA are looked at
#   full      how many of them are of the size that is captured
#   epochs    epochs
#   captures  how often steps are captured, with three steps before each to warm up; 0 where they go without a graph
#
# The loss's way back is once in each batch that is trained, so one kernel of it marks the batches that go one operator after the other;
# replays mark the others.

/ (UNSAFE|RACE|FREED|MISFIT) / {
    kind = $3
    if (!broken[kind]++) first[kind] = said()
}

/ WAIT / { if (trains[$2]) waits++ }

/ capture [0-9]+ begins / { begun++; captured_in[epoch_of(batch + 1)] = 1 }

/ kernel .*softmax_warp_forward/ { trains[$2] = 1 }

/ kernel .*softmax_warp_backward/ && !/ captured$/ { trains[$2] = 1; mark() }

/ replay of / { trains[$2] = 1; replays++; mark() }

END {
    for (kind in first) print broken[kind] " x " first[kind]
    if (batches == 0) exit
    expect("batches trained", batch, batches * epochs)
    expect("captures", begun, captures)
    expect("steps replayed", replays, captures > 0 ? full * epochs - 3 * captures : 0)
    # The first steps of a size choose their algorithms, and wait for that.
    for (epoch = 2; epoch <= epochs; epoch++) {
        if (waited[epoch] > 0 && !captured_in[epoch]) print "the host waited for the device " waited[epoch] " times within epoch " epoch
    }
}

function said() { return substr($0, index($0, " " $3 " ") + 1) }

function epoch_of(number) { return batches == 0 ? 0 : int((number - 1) / batches) + 1 }

function mark() {
    batch++
    # What is before the first batch of an epoch is between two epochs.
    if (batches > 0 && (batch - 1) % batches != 0) waited[epoch_of(batch)] += waits
    waits = 0
}

function expect(what, found, meant) { if (found + 0 != meant) print what ": " found + 0 " and not " meant }
