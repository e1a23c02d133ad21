#!/bin/sh
# Adapts PocketSphinx's model with SphinxTrain as its manual says: features, Baum-Welch, MAP, senone dump.
# adapt.sh MODEL DEFINITION WEIGHTS DATA WORK: DATA has the samples, WORK the lists; the model comes into WORK, too.
set -eu
model=$1 definition=$2 weights=$3 data=$4 work=$5
programs=/usr/lib/sphinxtrain
cd "$work"
mkdir counts

sphinx_fe -argfile "$model/feat.params" -samprate 16000 -remove_silence no -c names -di "$data" -ei raw -raw yes \
    -input_endian little -do . -eo mfc
"$programs/bw" -hmmdir "$model" -moddeffn "$definition" -ts2cbfn .ptm. -feat 1s_c_d_dd -svspec 0-12/13-25/26-38 \
    -cmn batch -agc none -mixwfn "$weights" -meanfn "$model/means" -varfn "$model/variances" \
    -tmatfn "$model/transition_matrices" -dictfn dictionary -fdictfn "$model/noisedict" -ctlfn names \
    -lsnfn transcripts -cepdir . -cepext mfc -accumdir counts
"$programs/map_adapt" -moddeffn "$definition" -ts2cbfn .ptm. -meanfn "$model/means" -varfn "$model/variances" \
    -mixwfn "$weights" -tmatfn "$model/transition_matrices" -accumdir counts -fixedtau yes -tau 5 \
    -mapmeanfn means -mapvarfn variances -mapmixwfn mixture_weights -maptmatfn transition_matrices
"$programs/mk_s2sendump" -pocketsphinx yes -moddeffn "$definition" -mixwfn mixture_weights -sendumpfn sendump
